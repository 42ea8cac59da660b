import { createHash, timingSafeEqual } from 'node:crypto'

/** A request that is not answered, and why; for whoever wrote the client, so in English only. */
export interface Refusal {
  status: 401 | 403 | 405 | 415
  reason: string
  allow?: string
}

/** Everything the page calls lives under this path; everything else is a file. */
export const RPC_PREFIX = '/rpc'
const SESSION_KEY_HEADER = 'x-session-key'

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]'])
const callTypes = new Set(['application/json', 'multipart/form-data'])

/**
 * Decides which requests are answered. A foreign `Host` means a name that was pointed at loopback (DNS
 * rebinding), a foreign `Origin` means another site's page. Ports are not compared: a tunnel has its own.
 */
export function createGuard(sessionKey: string): (request: Request) => Refusal | undefined {
  const expected = digest(sessionKey)
  const hasKey = (request: Request) => timingSafeEqual(digest(request.headers.get(SESSION_KEY_HEADER) ?? ''), expected)

  return (request) => {
    const { headers, method } = request
    if (!loopbackNames.has(hostnameOf(`http://${headers.get('host')}`))) {
      return { status: 403, reason: 'Host is not a loopback name' }
    }
    const origin = headers.get('origin')
    if (origin !== null && !loopbackNames.has(hostnameOf(origin))) {
      return { status: 403, reason: 'Origin is not a loopback name' }
    }
    if (!isCall(request)) {
      return method === 'GET' ? undefined : { status: 405, reason: 'Files are read by GET', allow: 'GET' }
    }
    if (method !== 'POST') return { status: 405, reason: 'Calls are made by POST', allow: 'POST' }
    if (!hasKey(request)) return { status: 401, reason: 'Session key is missing or wrong' }
    const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (!type || !callTypes.has(type)) return { status: 415, reason: 'Calls carry JSON or form data' }
    return undefined
  }
}

function isCall(request: Request): boolean {
  const { pathname } = new URL(request.url)
  return pathname === RPC_PREFIX || pathname.startsWith(`${RPC_PREFIX}/`)
}

/** Equal lengths, so that the comparison's time tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}
