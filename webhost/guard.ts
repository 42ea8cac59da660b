import { SESSION_KEY_HEADER, TICKET_PATH } from '#contract/pure/webhost.ts'
import { inAllLanguages } from './messages.ts'

/** A request that is not answered, and why; for whoever wrote the client, so in English only. */
export interface Refusal {
  status: 401 | 403 | 405 | 415
  reason: string
  allow?: string
  /** Said instead where a person may have done it. */
  told?: string
}

/** Everything the page calls lives under this path; everything else but the ticket's is a file. */
export const RPC_PREFIX = '/rpc'

/** Of the names of loopback only the one that is listened on: `localhost` may lead to `::1`, which is anybody's. */
const OWN_NAME = '127.0.0.1'
/** As a browser writes it, which makes one spelling of `127.1` and its like. */
const ownHost = /^127\.0\.0\.1(?::\d{1,5})?$/
const callTypes = new Set(['application/json', 'multipart/form-data'])

/**
 * Decides which requests are answered. A foreign `Host` means a name that was pointed at loopback (DNS
 * rebinding), a foreign `Origin` means another site's page. Ports are not compared: a tunnel has its own.
 */
export function createGuard(hasKey: (key: string) => boolean): (request: Request) => Refusal | undefined {
  return (request) => {
    const { headers, method } = request
    const host = headers.get('host') ?? ''
    if (!ownHost.test(host)) return foreignHost(host)
    const origin = headers.get('origin')
    if (origin !== null && hostnameOf(origin) !== OWN_NAME) return { status: 403, reason: `Origin is not ${OWN_NAME}` }

    const { pathname } = new URL(request.url)
    const isCall = pathname === RPC_PREFIX || pathname.startsWith(`${RPC_PREFIX}/`)
    if (!isCall && pathname !== TICKET_PATH) {
      return method === 'GET' ? undefined : { status: 405, reason: 'Files are read by GET', allow: 'GET' }
    }
    if (method !== 'POST') return { status: 405, reason: 'Calls are made by POST', allow: 'POST' }
    if (isCall && !hasKey(headers.get(SESSION_KEY_HEADER) ?? '')) {
      return { status: 401, reason: 'Session key is missing or wrong' }
    }
    const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (!type || !callTypes.has(type)) return { status: 415, reason: 'Calls carry JSON or form data' }
    return undefined
  }
}

/** A person may well type `localhost`, and is told what to type instead. */
function foreignHost(host: string): Refusal {
  const name = hostnameOf(`http://${host}`)
  const refusal: Refusal = { status: 403, reason: `Host is not ${OWN_NAME}` }
  return name === 'localhost' || name === '[::1]' ? { ...refusal, told: inAllLanguages('otherName') } : refusal
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}
