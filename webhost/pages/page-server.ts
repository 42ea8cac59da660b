import type { AnyContractRouter } from '@orpc/contract'
import type { Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import { pageHeaders } from '#contract/pure/host/page-headers.ts'
import { SESSION_KEY_HEADER, TICKET_PATH } from '#contract/pure/host/webhost.ts'
import { parseJson } from '#core/kernel/parse-json.ts'
import type { Connection, ListenerConfig } from '#core/serving/listener.ts'
import type { Refusal } from '#core/serving/loopback-guard.ts'
import { readPageFile } from '#core/serving/page-files.ts'
import { webhost as en } from '#i18n/en/webhost.ts'
import { webhost as zhCN } from '#i18n/zh-CN/webhost.ts'
import type { Sessions } from './sessions.ts'
import type { Tickets } from './tickets.ts'

/** The page's calls lie under this path; every other path but the ticket's is a file. */
const RPC_PREFIX = '/rpc'
const callTypes = new Set(['application/json', 'multipart/form-data'])
/** The longest input is the body of a request (`contract/pure/request/request.ts`), three bytes a character and escaped. */
const MAX_CALL_BYTES = 256 * 1024
const MAX_TICKET_BYTES = 1024

export interface PageServerOptions {
  router: Router<AnyContractRouter, Record<never, never>>
  tickets: Pick<Tickets, 'redeem'>
  sessions: Sessions
  /** Folder of the built page. */
  pageFolder: string
  onRefusal(refusal: Refusal): void
}

/** What is served to the page: its files by GET; by POST a key for a ticket, calls, and the one stream. */
export function createPageServer({
  router,
  tickets,
  sessions,
  pageFolder,
  onRefusal,
}: PageServerOptions): Pick<ListenerConfig, 'headers' | 'check' | 'respond' | 'localhostHint' | 'onRefusal'> {
  const rpc = new RPCHandler(router)

  async function redeem(connection: Connection): Promise<Response> {
    const body = await connection.readBody(MAX_TICKET_BYTES)
    const outcome = tickets.redeem(body ? ticketOf(body) : '')
    if (outcome === 'accepted') {
      connection.trust()
      return Response.json({ key: sessions.open() })
    }
    const reason = 'Ticket is used, too old or wrong'
    onRefusal({ status: outcome === 'refused' ? 401 : 429, reason })
    return outcome === 'refused'
      ? new Response(reason, { status: 401 })
      : new Response('Too many wrong tickets', { status: 429, headers: { connection: 'close' } })
  }

  async function call({ url, headers, signal }: Request, connection: Connection): Promise<Response> {
    connection.trust()
    connection.onReplyEnd(sessions.enter(headers.get(SESSION_KEY_HEADER) ?? ''))
    const body = await connection.readBody(MAX_CALL_BYTES)
    if (!body) return new Response('Call is too large', { status: 413 })
    const request = new Request(url, { method: 'POST', headers, signal, body: new Uint8Array(body) })
    const { matched, response } = await rpc.handle(request, { prefix: RPC_PREFIX })
    return matched ? response : new Response('No such command', { status: 404 })
  }

  async function file(path: string): Promise<Response> {
    const found = await readPageFile(pageFolder, path)
    return found
      ? new Response(found.bytes, { headers: { 'content-type': found.type } })
      : new Response('No such file', { status: 404 })
  }

  return {
    headers: pageHeaders,
    // Nobody has asked for the browser's language.
    localhostHint: [zhCN.otherName, en.otherName].join('\n'),
    onRefusal,
    check({ url, method, headers }) {
      const { pathname } = new URL(url)
      if (!isCall(pathname) && pathname !== TICKET_PATH) {
        return method === 'GET' ? undefined : wrongMethod('Files are read by GET', 'GET')
      }
      if (method !== 'POST') return wrongMethod('Calls are made by POST', 'POST')
      if (isCall(pathname) && !sessions.has(headers.get(SESSION_KEY_HEADER) ?? '')) {
        return { status: 401, reason: 'Session key is missing or wrong' }
      }
      const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
      if (!type || !callTypes.has(type)) return { status: 415, reason: 'Calls carry JSON or form data' }
      return undefined
    },
    respond(request, connection) {
      const { pathname } = new URL(request.url)
      if (pathname === TICKET_PATH) return redeem(connection)
      return isCall(pathname) ? call(request, connection) : file(pathname)
    },
  }
}

function isCall(path: string): boolean {
  return path === RPC_PREFIX || path.startsWith(`${RPC_PREFIX}/`)
}

function wrongMethod(reason: string, allow: string): Refusal {
  return { status: 405, reason, headers: { allow } }
}

/** The ticket in `{ "ticket": … }`; empty, which none is, for anything else. */
function ticketOf(body: Buffer): string {
  const content = parseJson(body) as { ticket?: unknown } | null | undefined
  return typeof content?.ticket === 'string' ? content.ticket : ''
}
