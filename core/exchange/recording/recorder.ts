import type { LookupFunction } from 'node:net'
import type { ExchangeOutcome, ExchangeSummary, Headers } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import type { ExchangeStep, Initiator } from '#contract/pure/initiator.ts'
import { proxyUrl } from '#contract/pure/proxy.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { type Capture, headerOf, newCapture } from '#core/net/capture.ts'
import { createConnectionPool } from '#core/net/connection/connection-pool.ts'
import type { ConnectionFacts } from '#core/net/connection/connector.ts'
import type { HttpConnection, Outgoing } from '#core/net/connection/http-connection.ts'
import { secretsOf } from '#core/net/proxy/tunnel.ts'
import type { NetworkRoute } from '#core/net/route.ts'
import { startStopwatch } from '#core/net/stopwatch.ts'
import { type TakenBody, takeBody } from '#core/net/take-body.ts'
import { runWithinLimit } from '#core/net/within-limit.ts'
import type { EndedExchange, ExchangeSink } from './exchange-sink.ts'
import { outgoingFor } from './outgoing.ts'
import { recordExchange } from './record.ts'
import { type RecordBody, recordPieces, recordWhole } from './record-body.ts'
import { replyProblem } from './reply-problem.ts'

/** Bytes of a reply that are taken in, from the wire and decoded, to be recorded; more ends in `too-large`. */
export const MAX_REPLY_BYTES = 64 * 1024 * 1024
/** Decoded bytes of a reply that are held and interpreted. */
export const MAX_INTERPRETED_BYTES = 4 * 1024 * 1024

/** Secrets that one reply may teach. */
const MAX_LEARNT_FROM_ONE = 16

/** Who asks, where to, and for how long. */
export interface RequestContext {
  accountId: string
  /** As dialled, e.g. `https://api.weixin.qq.com`. */
  origin: string
  initiator: Initiator
  step: ExchangeStep
  /** The exchange whose answer makes this one be sent. */
  causedBy?: number
  /** Straight, and by the built-in certificates, when absent. */
  route?: NetworkRoute
  /** From dialling to the last byte, for each exchange. */
  timeoutMs: number
  /** From dialling to a connection that a request can be sent over; no limit of its own when absent. */
  connectTimeoutMs?: number
  signal?: AbortSignal
}

export interface ApiRequest {
  method: 'GET' | 'POST'
  /** Path and query, encoded. */
  target: string
  /** Sent as JSON. */
  json?: unknown
  /** JSON that is there already, sent byte for byte. */
  body?: Uint8Array
  /** What is secret in any of it; hidden in the record, whatever else has been learnt. */
  secrets: readonly string[]
  /** Its reply holds a token, so what looks like one is hidden. */
  tokenEndpoint: boolean
  /** Sending it twice does no harm: it may use an idle connection, and is sent again when that turns out to be dead. */
  repeatable: boolean
  /** A reply of more than {@link MAX_INTERPRETED_BYTES} is interpreted by its first ones; otherwise it ends in `too-large`. */
  allowPartialBody?: boolean
}

/** A reply of any meaning, raw: it stays in memory. */
export interface Reply {
  exchangeId: number
  status: number
  headers: Headers
  /** Decoded; the first {@link MAX_INTERPRETED_BYTES} where there is more. */
  body: Uint8Array
  /** Decoded bytes there were. */
  size: number
  /** Says that it brought a secret: hidden in its record, and known for a while. No reply teaches more than a few. */
  learn(secret: string): void
}

export interface RecorderOptions {
  clock: Clock
  sink: ExchangeSink
  redactor: Redactor
  log: Log
  /** Of the console, for the user-agent. */
  version: string
  lookup?: LookupFunction
}

export interface Recorder {
  /**
   * Sends one request and reports it to the sink, behind the reply. `interpret` says what the reply means before it is recorded, so that
   * the record shows what the client concluded and every token it learnt is hidden. Rejects with a `ProblemError`,
   * `interpret`'s own included, that names the exchange. An origin that cannot be dialled is none, and is not recorded
   * (`origin-invalid`).
   */
  send<T>(context: RequestContext, call: ApiRequest, interpret: (reply: Reply) => T): Promise<T>
  /** Closes the idle connections of an account. */
  closeIdle(accountId: string): void
  close(): void
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { clock, sink, redactor, log } = options
  const lanes = createConnectionPool({
    maxBytes: MAX_REPLY_BYTES,
    ...(options.lookup && { lookup: options.lookup }),
  })

  async function exchange<T>(
    lane: HttpConnection,
    context: RequestContext,
    call: ApiRequest,
    interpret: (reply: Reply) => T,
  ): Promise<Done<T>> {
    const outgoing = outgoingFor(call, options.version)
    const id = sink.nextId()
    const secrets = holdSecrets(redactor, id, [...call.secrets, ...secretsOf(context.route?.proxy)])
    const summary: ExchangeSummary = {
      id,
      accountId: context.accountId,
      method: call.method,
      origin: context.origin,
      path: redactor.text(call.target.split('?')[0] ?? '').text,
      initiator: context.initiator,
      step: context.step,
      ...(context.causedBy !== undefined && { causedBy: context.causedBy }),
      startedAt: clock.now(),
      pinned: false,
      outcome: { kind: 'running' },
    }
    sink.started(summary)

    const capture = newCapture(startStopwatch(clock))
    await runWithinLimit(lane, outgoing, capture, context, clock)
    capture.stopwatch.stop()
    lanes.release(context, lane)

    const { tokenEndpoint } = call
    const how: RecordBody = { openBody: sink.openBody, redactor, options: { tokenEndpoint } }
    const encoding = headerOf(capture.head?.headers ?? [], 'content-encoding')
    const limits = { maxBytes: MAX_REPLY_BYTES, maxRaw: MAX_INTERPRETED_BYTES }
    const received = await takeBody(capture.body, encoding, limits, (pieces) => recordPieces(pieces, how))
    const taken = withoutSecrets(received, redactor)
    const conclusion = conclude({ exchangeId: id, secrets, context, call, capture, taken, interpret })
    // Whoever waits for the reply does not wait for its record.
    const ended = endOf(summary, capture, taken, conclusion, redactor)
    sink.ended(
      ended,
      nextTurn()
        .then(() => record({ ended, outgoing, capture, taken, how }))
        .finally(secrets.release),
    )
    return { exchangeId: id, conclusion, capture }
  }

  async function record({ ended, outgoing, capture, taken, how }: Ended): Promise<void> {
    const request = await recordWhole(capture.sent && outgoing.body ? outgoing.body : new Uint8Array(), how)
    const response = taken.recorded ?? (await recordWhole(taken.raw, how))
    const view = recordExchange({ ended, outgoing, capture, taken, request, response }, redactor)
    sink.finished(view, { request: request.stored, response: response.stored })
    // No more of it: the log stays when an exchange is removed.
    const { id, outcome, phases } = view
    log.info('exchange', { id, outcome, totalMs: phases?.total })
  }

  function conclude<T>({ exchangeId, secrets, context, call, capture, taken, interpret }: Received<T>): Conclusion<T> {
    const problem = replyProblem({
      capture,
      taken,
      origin: context.origin,
      ...(context.route?.proxy && { proxy: proxyUrl(context.route.proxy) }),
      maxBytes: MAX_REPLY_BYTES,
      ...(!call.allowPartialBody && { maxInterpreted: MAX_INTERPRETED_BYTES }),
      redactor,
    })
    if (problem) return { problem: named(problem, exchangeId) }
    try {
      const { status = 0, headers = [] } = capture.head ?? {}
      return {
        value: interpret({ exchangeId, status, headers, body: taken.raw, size: taken.size, learn: secrets.learn }),
      }
    } catch (error) {
      // A mistake of the console's own: the exchange is recorded all the same, and the call fails with it.
      if (!(error instanceof ProblemError)) return { fault: error }
      return { problem: named(error.problem, exchangeId) }
    }
  }

  return {
    async send(context, call, interpret) {
      assertWanted(context)
      // When an idle connection turns out dead, nobody knows whether the request arrived: not for one that goes only once.
      let done = await exchange(call.repeatable ? lanes.take(context) : lanes.fresh(context), context, call, interpret)
      if (diedIdle(done)) {
        assertWanted(context)
        const again: RequestContext = { ...context, step: 'reconnect', causedBy: done.exchangeId }
        done = await exchange(lanes.fresh(context), again, call, interpret)
      }
      if ('problem' in done.conclusion) throw new ProblemError(done.conclusion.problem)
      if ('fault' in done.conclusion) throw done.conclusion.fault
      return done.conclusion.value
    },
    closeIdle: (accountId) => lanes.closeIdle(accountId),
    close: () => lanes.close(),
  }
}

interface Received<T> {
  exchangeId: number
  secrets: ReturnType<typeof holdSecrets>
  context: RequestContext
  call: ApiRequest
  capture: Capture
  taken: TakenBody
  interpret: (reply: Reply) => T
}
interface Ended {
  ended: EndedExchange
  outgoing: Outgoing
  capture: Capture
  taken: TakenBody
  how: RecordBody
}
type Conclusion<T> = { value: T } | { problem: Problem } | { fault: unknown }
interface Done<T> {
  exchangeId: number
  conclusion: Conclusion<T>
  capture: Capture
}

/** Holds what is secret in one exchange until it is recorded: nothing that is learnt meanwhile can push it out. */
function holdSecrets(redactor: Redactor, exchangeId: number, own: string[]) {
  const owner = `exchange ${exchangeId}`
  const learnt = new Set<string>()
  redactor.hold(owner, ...own)
  return {
    learn(secret: string) {
      if (learnt.size >= MAX_LEARNT_FROM_ONE) return
      learnt.add(secret)
      redactor.hold(owner, ...own, ...learnt)
    },
    release: () => redactor.release(owner),
  }
}

function assertWanted(context: RequestContext) {
  if (context.signal?.aborted) throw new ProblemError({ code: 'cancelled', retry: 'never' })
}

/** The server had closed the connection while it was idle; nobody answered, and nobody will. */
function diedIdle({ conclusion, capture }: Done<unknown>): boolean {
  const isReset = 'problem' in conclusion && conclusion.problem.code === 'connection-reset'
  return isReset && capture.connection?.reused === true && !capture.head
}

function endOf(
  running: ExchangeSummary,
  { head, connection }: Capture,
  { size }: TakenBody,
  conclusion: Conclusion<unknown>,
  redactor: Redactor,
): EndedExchange {
  return {
    ...running,
    outcome: outcomeOf(conclusion),
    ...(head && { status: head.status, size }),
    ...(connection && { connection: describedBy(connection, redactor) }),
    ...('problem' in conclusion && { problem: conclusion.problem }),
  }
}

/** Characters of an issuer's name. */
const MAX_ISSUER = 200

/** A certificate says what its maker wants. */
function describedBy(connection: ConnectionFacts, redactor: Redactor): ConnectionFacts {
  const { tls } = connection
  if (tls?.issuer === undefined) return connection
  return { ...connection, tls: { ...tls, issuer: redactor.text(tls.issuer).text.slice(0, MAX_ISSUER) } }
}

/** A server may call an encoding anything, and what it calls it is told: hidden as it is told, in small letters. */
function withoutSecrets(taken: TakenBody, redactor: Redactor): TakenBody {
  const { encoded } = taken
  return encoded ? { ...taken, encoded: { ...encoded, encoding: redactor.text(encoded.encoding).text } } : taken
}

function outcomeOf(conclusion: Conclusion<unknown>): ExchangeOutcome {
  if (!('problem' in conclusion)) return { kind: 'ok' }
  const { problem } = conclusion
  return problem.code === 'wechat'
    ? { kind: 'errcode', errcode: problem.errcode }
    : { kind: 'problem', code: problem.code }
}

/** Says which exchange a problem comes from, where the problem can say so. */
function named(problem: Problem, exchangeId: number): Problem {
  return problem.code === 'cancelled' ? problem : Object.assign({}, problem, { exchangeId })
}
