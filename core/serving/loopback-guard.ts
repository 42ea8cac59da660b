import { LOOPBACK } from './listen.ts'

/** Why a request is not answered; `reason` is for whoever wrote the client, and says nothing of what was sent. */
export interface Refusal {
  status: number
  reason: string
  headers?: Record<string, string>
  /** Answered instead of the reason, where a person may have made the request. */
  message?: string
}

/** As a browser writes it, which makes one spelling of `127.1` and its like. */
const ownHost = /^127\.0\.0\.1(?::\d{1,5})?$/

/**
 * Refuses what no page or client of a loopback listener sends. A foreign `Host` means a name that was pointed at loopback
 * (DNS rebinding), a foreign `Origin` means another site's page. Ports are not compared: a tunnel has its own. Of the
 * names of loopback only the address that is listened on is good: `localhost` may lead to `::1`, where anybody listens.
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
