import type { LookupFunction } from 'node:net'
import type { ExchangeView } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import { createRecorder } from '#core/exchange/recording/recorder.ts'
import { createBodyWriter } from '#core/exchange/store/body-writer.ts'
import type { BodyWriter, StoredBodies, StoredBody } from '#core/exchange/store/exchange-store.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import type { EndedExchange } from '#core/model/domain-events.ts'
import { userCommand } from '#core/model/initiator.ts'
import { trustIn } from '#core/net/testing/trust-in.ts'
import { createHttpTransport } from '#core/net/transport/http-transport.ts'
import type { ApiTransport } from '#core/wechat/api-transport.ts'
import { createWechatClient, type RequestContext, type WechatClient } from '#core/wechat/client.ts'

export interface Recording {
  view: ExchangeView
  request: Buffer
  response: Buffer
}

/** A real client over a real recorder that keeps all its output. */
export interface Bench {
  client: WechatClient
  recorder: ApiTransport
  recordings: Recording[]
  /** All output of the sink and the log, as one text. */
  told(): string
  context(origin: string, more?: Partial<RequestContext>): RequestContext
  close(): void
}

export interface BenchOptions {
  clock?: Clock
  ca?: string
  lookup?: LookupFunction
  /** The store of bodies; memory when absent. The recording has no bytes of a body that becomes a file. */
  openBody?: () => BodyWriter
  /** Called when an exchange has ended. */
  ended?: (exchange: EndedExchange) => void
}

export function createBench(options: BenchOptions = {}): Bench {
  const recordings: Recording[] = []
  const lines: string[] = []
  const tell = (...said: unknown[]) => void lines.push(JSON.stringify(said))
  const clock = options.clock ?? systemClock
  const redactor = createRedactor()
  const route = options.ca === undefined ? {} : { route: { trust: trustIn(options.ca) } }
  let lastId = 0
  let recording: Promise<unknown> = Promise.resolve()
  const recorder = createRecorder({
    transport: createHttpTransport({ clock, ...(options.lookup && { lookup: options.lookup }) }),
    clock,
    redactor,
    version: '1.2.3',
    log: { info: tell, warn: tell, error: tell },
    sink: {
      nextId: () => ++lastId,
      started: tell,
      ended(exchange, recorded) {
        tell(exchange)
        recording = Promise.all([recording, recorded])
        options.ended?.(exchange)
      },
      openBody: options.openBody ?? (() => createBodyWriter()),
      finished(view: ExchangeView, bodies: StoredBodies) {
        const request = bytesOf(bodies.request)
        const response = bytesOf(bodies.response)
        recordings.push({ view, request, response })
        tell(view, request.toString('latin1'), response.toString('latin1'))
      },
    },
  })
  /** Records are complete when the call is over. */
  const recorded: ApiTransport = {
    ...recorder,
    send: (...call) => recorder.send(...call).finally(() => recording),
  }
  const client = createWechatClient(recorded, { clock, redactor })

  return {
    client,
    recorder: recorded,
    recordings,
    told: () => lines.join('\n'),
    context: (origin, more) => ({
      accountId: 'a1',
      origin,
      initiator: userCommand,
      step: 'call',
      timeoutMs: 60_000,
      ...route,
      ...more,
    }),
    close: () => client.close(),
  }
}

/** The problem that a call fails with; throws when it succeeds. */
export async function problemOf(call: Promise<unknown>): Promise<Problem> {
  try {
    await call
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('the call ended well')
}

function bytesOf(body: StoredBody): Buffer {
  return body.kind === 'file' ? Buffer.alloc(0) : Buffer.from(body.bytes)
}
