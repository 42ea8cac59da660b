import type { HttpBindings } from '@hono/node-server'
import type { AnyContractRouter } from '@orpc/contract'
import type { Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import { Hono } from 'hono'
import { pageHeaders } from '#contract/pure/page-headers.ts'
import { SESSION_KEY_HEADER, TICKET_PATH } from '#contract/pure/webhost.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { readPageFile } from '#core/serving/page-files.ts'
import { createGuard, RPC_PREFIX } from '#webhost/guard.ts'
import { readBody } from '#webhost/read-body.ts'
import type { Sessions } from './sessions.ts'
import type { Tickets } from './tickets.ts'

/** The longest input is the body of a request (`pure/request.ts`), three bytes a character and escaped. */
const MAX_CALL_BYTES = 256 * 1024
const MAX_TICKET_BYTES = 1024

export interface HttpOptions {
  router: Router<AnyContractRouter, Record<never, never>>
  tickets: Pick<Tickets, 'redeem'>
  sessions: Sessions
  /** Folder of the built page. */
  pageFolder: string
  /** This connection is a page's, and no stranger's. */
  trust(incoming: HttpBindings['incoming']): void
  /** A call was not let in; the reason names nothing of what was sent. */
  refused(status: number, reason: string): void
  log: Pick<Log, 'error'>
}

export type Http = Hono<{ Bindings: HttpBindings }>

/** The webhost's HTTP side: files of the page by GET, its ticket, calls and the one stream by POST. */
export function createHttp({ router, tickets, sessions, pageFolder, trust, refused, log }: HttpOptions): Http {
  const rpc = new RPCHandler(router)
  const guard = createGuard(sessions.has)
  const http: Http = new Hono()

  http.use(async (context, next) => {
    const refusal = guard(context.req.raw)
    if (refusal) {
      refused(refusal.status, refusal.reason)
      const headers = refusal.allow ? { allow: refusal.allow } : {}
      context.res = context.text(refusal.told ?? refusal.reason, refusal.status, headers)
    } else {
      await next()
    }
    for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value)
  })

  http.onError((error, context) => {
    log.error('a request failed', { stack: error.stack })
    return context.text('Request failed', 500)
  })

  http.post(TICKET_PATH, async (context) => {
    const body = await readBody(context.env.incoming, MAX_TICKET_BYTES)
    const outcome = tickets.redeem(body ? ticketOf(body) : '')
    if (outcome === 'accepted') {
      trust(context.env.incoming)
      return context.json({ key: sessions.open() })
    }
    refused(outcome === 'refused' ? 401 : 429, 'Ticket is used, too old or wrong')
    return outcome === 'refused'
      ? context.text('Ticket is used, too old or wrong', 401)
      : context.text('Too many wrong tickets', 429, { connection: 'close' })
  })

  http.post(`${RPC_PREFIX}/*`, async (context) => {
    const { incoming, outgoing } = context.env
    trust(incoming)
    outgoing.once('close', sessions.enter(context.req.header(SESSION_KEY_HEADER) ?? ''))
    const body = await readBody(incoming, MAX_CALL_BYTES)
    if (!body) return context.text('Call is too large', 413)
    const { headers, signal } = context.req.raw
    const call = new Request(context.req.url, { method: 'POST', headers, signal, body: new Uint8Array(body) })
    const { matched, response } = await rpc.handle(call, { prefix: RPC_PREFIX })
    return matched ? response : context.text('No such command', 404)
  })

  http.get('*', async (context) => {
    const file = await readPageFile(pageFolder, new URL(context.req.url).pathname)
    return file ? context.body(file.bytes, 200, { 'content-type': file.type }) : context.text('No such file', 404)
  })

  return http
}

/** The ticket in `{ "ticket": … }`; empty, which none is, for anything else. */
function ticketOf(body: Buffer): string {
  try {
    const { ticket } = JSON.parse(body.toString()) as { ticket?: unknown }
    return typeof ticket === 'string' ? ticket : ''
  } catch {
    return ''
  }
}
