import { LOOPBACK } from './listen.ts'

/** Why a request is refused; `reason` is for the client's developer, and repeats nothing of the request. */
export interface Refusal {
  status: number
  reason: string
  headers?: Record<string, string>
  /** Sent instead of the reason, where a person may have made the request. */
  message?: string
}

/** Normalised as browsers do, which makes one spelling of `127.1` and its like. */
const ownHost = /^127\.0\.0\.1(?::\d{1,5})?$/

/**
 * Refuses requests that no page or client of a loopback listener sends. A foreign `Host` means a name that resolves to
 * loopback (DNS rebinding), a foreign `Origin` another site's page. Ports are not compared: a tunnel has its own. Only
 * the listened address is accepted: `localhost` may resolve to `::1`, where another program may listen.
 */
export function refuseForeign(headers: Headers, localhostHint?: string): Refusal | undefined {
  const host = headers.get('host') ?? ''
  if (!ownHost.test(host)) {
    const isLocalhost = ['localhost', '[::1]'].includes(hostnameOf(`http://${host}`))
    return {
      status: 403,
      reason: `Host is not ${LOOPBACK}`,
      ...(isLocalhost && localhostHint !== undefined && { message: localhostHint }),
    }
  }
  const origin = headers.get('origin')
  if (origin !== null && hostnameOf(origin) !== LOOPBACK) return { status: 403, reason: `Origin is not ${LOOPBACK}` }
  return undefined
}

function hostnameOf(url: string): string {
  return URL.parse(url)?.hostname ?? ''
}
