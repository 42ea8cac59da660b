import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'

declare global {
  interface Window {
    /** Put there by the preload of the desktop window; nothing else is. */
    readonly mpConsole?: { readonly kind: 'electron' }
  }
}

export type Link = ClientLink<ClientContext>

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
  return new PortLink({ port: port1 })
}

function openFetchLink(): Link {
  const key = takeKey()
  if (key === null) throw new HostRefused()
  return new FetchLink({
    url: `${location.origin}/rpc`,
    headers: { 'x-session-key': key },
    async fetch(request, init) {
      const response = await fetch(request, init)
      if (response.status === 401 || response.status === 403) throw new HostRefused()
      return response
    },
  })
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
