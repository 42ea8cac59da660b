import type { AnyContractRouter } from '@orpc/contract'
import type { Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { pageHeaders } from '../contract/pure/page-headers.ts'
import { readPageFile } from '../core/page-files.ts'
import { createGuard, RPC_PREFIX } from './guard.ts'

/** The longest input is the body of a request (`pure/request.ts`), three bytes a character and escaped. */
const MAX_CALL_BYTES = 256 * 1024

export interface HttpOptions {
  router: Router<AnyContractRouter, Record<never, never>>
  sessionKey: string
  /** Folder of the built page. */
  pageFolder: string
}

/** The webhost's HTTP side: files of the page by GET, calls and the one stream by POST. */
export function createHttp({ router, sessionKey, pageFolder }: HttpOptions): Hono {
  const rpc = new RPCHandler(router)
  const guard = createGuard(sessionKey)
  const http = new Hono()

  http.use(async (context, next) => {
    const refusal = guard(context.req.raw)
    if (refusal) {
      context.res = context.text(refusal.reason, refusal.status, refusal.allow ? { allow: refusal.allow } : {})
    } else {
      await next()
    }
    for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value)
  })

  http.post(
    `${RPC_PREFIX}/*`,
    bodyLimit({ maxSize: MAX_CALL_BYTES, onError: (context) => context.text('Call is too large', 413) }),
    async (context) => {
      const { matched, response } = await rpc.handle(context.req.raw, { prefix: RPC_PREFIX })
      return matched ? response : context.text('No such command', 404)
    },
  )

  http.get('*', async (context) => {
    const file = await readPageFile(pageFolder, new URL(context.req.url).pathname)
    return file ? context.body(file.bytes, 200, { 'content-type': file.type }) : context.text('No such file', 404)
  })

  return http
}
