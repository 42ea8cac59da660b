import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { call } from '@orpc/server'
import { onTestFinished } from 'vitest'
import type { ConsoleEvent, Snapshots } from '#contract/events.ts'
import type { ExchangeView } from '#contract/exchange.ts'
import { type SourceName, sourceNamed } from '#contract/pure/credentials/token-source.ts'
import type { RequestDraft } from '#contract/pure/request/request.ts'
import { draftFrom } from '#contract/pure/request/request-draft.ts'
import { createApp } from '#core/app.ts'
import { startSandbox } from '#core/sandbox/server.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'

type SendOptions = Partial<RequestDraft> & { accountId?: string; confirmed?: boolean; resendOf?: number }

/** A console and, outside it, a WeChat like the sandbox, or another server at `origin`. */
export async function setup(family: SourceName = 'stable', origin?: string) {
  const server = await startSandbox()
  onTestFinished(server.close)
  const ports = createTestPorts()
  const app = await createApp(ports)
  onTestFinished(app.close)
  const { router } = app
  const add = async (added: SourceName, appSecret: string | undefined = server.appSecret) => {
    const url = origin ?? server.origin
    const given = {
      label: '',
      appId: server.appId,
      tokenSource: sourceNamed(added),
      origin: { kind: 'custom' as const, url },
    }
    const secret = added !== 'pasted' && { appSecret }
    return (await call(router.accounts.add, { ...given, ...secret, confirmedOrigin: url })).id
  }
  const accountId = await add(family)
  const send = (options: SendOptions, signal?: AbortSignal) =>
    call(
      router.request.send,
      { accountId, method: 'GET', target: '/cgi-bin/getcallbackip', attachToken: true, ...options },
      signal && { signal },
    )
  const exchange = (id: number) => call(router.exchange.get, { id })
  const body = async (id: number, side: 'request' | 'response') =>
    (await call(router.exchange.body, { id, side, offset: 0 })).text()
  const snapshot = async <F extends keyof Snapshots>(feature: F): Promise<Snapshots[F]> => {
    const stream = (await call(router.events.watch, { takeOver: false })) as AsyncGenerator<ConsoleEvent>
    for await (const event of stream) {
      if (event.feature === feature) return event.snapshot as Snapshots[F]
    }
    throw new Error(`no snapshot of ${feature}`)
  }
  return { server, ports, router, accountId, add, send, exchange, body, snapshot }
}

/** The problem that a call fails with; `undefined` when it succeeds. */
export const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: { data?: unknown }) => error.data,
  )

/** What the page does to send an exchange again. */
export async function recorded(view: ExchangeView, body: string) {
  return { ...draftFrom({ method: view.method, target: view.request.target, body }), resendOf: view.id }
}

export interface Answer {
  body: string
  status?: number
  headers?: Record<string, string>
}

/** A server that gives every request this answer, and records the requests. */
export async function answering({ body, status = 200, headers = { 'content-type': 'application/json' } }: Answer) {
  const requests: { url: string; body: string; headers: NodeJS.Dict<string | string[]> }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    requests.push({ url: request.url ?? '', body: Buffer.concat(chunks).toString(), headers: request.headers })
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}
