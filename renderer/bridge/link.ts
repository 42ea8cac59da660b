import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'

declare global {
  interface Window {
    /** Put there by the preload of the desktop window; nothing else is. */
    readonly mpConsole?: { readonly kind: 'electron' }
  }
}

export interface Link extends ClientLink<ClientContext> {
  /** Ends the calls that are under way. */
  close(): void
}

/** The host did not accept this page's session key, or there is none. */
export class HostRefused extends Error {
  override name = 'HostRefused'
}

const KEY_ITEM = 'session-key'

/** Opens a way to whichever host is outside. Throws {@link HostRefused} when the page has no key for it. */
export function openLink(): Link {
  return window.mpConsole?.kind === 'electron' ? openPortLink() : openFetchLink()
}

function openPortLink(): Link {
  const { port1, port2 } = new MessageChannel()
  window.postMessage('rpc:connect', location.origin, [port2])
  port1.start()
  const link = new PortLink({ port: port1 })
  const closing = new AbortController()
  return {
    call(path, input, options) {
      const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal
      return link.call(path, input, { ...options, signal })
    },
    // A port is not told that its other end is gone, so its calls would wait for ever.
    close() {
      closing.abort()
      port1.close()
    },
  }
}

function openFetchLink(): Link {
  const key = takeKey()
  if (key === null) throw new HostRefused()
  const link = new FetchLink({
    url: `${location.origin}/rpc`,
    headers: { 'x-session-key': key },
    async fetch(request, init) {
      const response = await fetch(request, init)
      if (response.status === 401 || response.status === 403) throw new HostRefused()
      return response
    },
  })
  // Each call is a request of its own, which ends when its connection does.
  return { call: (...call) => link.call(...call), close() {} }
}

/** The key comes in the fragment, which is never sent; it leaves the address bar, and a reload finds it again. */
function takeKey(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key')
  if (key !== null) {
    sessionStorage.setItem(KEY_ITEM, key)
    history.replaceState(null, '', location.pathname)
  }
  return sessionStorage.getItem(KEY_ITEM)
}
