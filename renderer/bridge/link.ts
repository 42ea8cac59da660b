import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { SESSION_KEY_HEADER } from '#contract/pure/host/webhost.ts'
import { dropSessionKey, HostRefused, sessionKey } from './session-key.ts'

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

/** Opens a way to whichever host is outside. A page that has no key for it has its calls fail with {@link HostRefused}. */
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
  const link = new FetchLink({
    url: `${location.origin}/rpc`,
    headers: async () => ({ [SESSION_KEY_HEADER]: await sessionKey() }),
    async fetch(request, init) {
      const response = await fetch(request, init)
      if (response.status === 401) dropSessionKey(request.headers.get(SESSION_KEY_HEADER))
      if (response.status === 401 || response.status === 403) throw new HostRefused('no-key')
      return response
    },
  })
  // Each call is a request of its own, which ends when its connection does.
  return { call: (...call) => link.call(...call), close() {} }
}
