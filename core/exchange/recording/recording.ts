import type { ExchangeOutcome, ExchangeSummary } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { EndedExchange } from '#core/model/domain-events.ts'
import { type AttemptObserver, type ConnectionFacts, headerOf } from '#core/net/http.ts'
import { secretsOf } from '#core/net/proxy/ready-proxy.ts'
import type { ApiRequest, Reply, RequestContext } from '#core/wechat/api-transport.ts'
import { type ReadBody, type RecordBodyOptions, readBody, recordBody, recordChunks } from './body.ts'
import { isPlain } from './decode.ts'
import { type ExchangeSink, recordExchange } from './exchange-record.ts'
import { observeAttempt, type SeenOfAttempt } from './observe-attempt.ts'
import { replyProblem } from './reply-problem.ts'

/** Most bytes of a response that are recorded, as sent and decoded; a longer one fails with `too-large`. */
export const MAX_REPLY_BYTES = 64 * 1024 * 1024
/** Most decoded bytes of a response that are held and interpreted. */
export const MAX_INTERPRETED_BYTES = 4 * 1024 * 1024

/** Most secrets learnt from one response. */
const MAX_LEARNT_FROM_ONE = 16
/** Characters of a certificate issuer's name. */
const MAX_ISSUER = 200

export interface RecordingDeps {
  clock: Clock
  sink: ExchangeSink
  redactor: Redactor
  log: Log
}

export type Conclusion<T> = { value: T } | { problem: Problem } | { fault: unknown }

/** A running exchange: observes one attempt, then concludes it. */
export interface Recording {
  exchangeId: number
  observer: AttemptObserver
  /** The response has ended, or failed. */
  hasEnded(): boolean
  /** The response is over the recording limit. */
  isOverCap(): boolean
  /**
   * Concludes the attempt and reports it; the record itself is made afterwards. Called once, when the attempt is over.
   * Without a response it reports before it returns.
   */
  conclude<T>(interpret: (reply: Reply) => T): Promise<Conclusion<T>>
}

export function startRecording(context: RequestContext, request: ApiRequest, deps: RecordingDeps): Recording {
  const { clock, sink, redactor } = deps
  const exchangeId = sink.nextId()
  const secrets = holdSecrets(redactor, exchangeId, [...request.secrets, ...secretsOf(context.route?.proxy)])
  const summary: ExchangeSummary = {
    id: exchangeId,
    accountId: context.accountId,
    method: request.method,
    origin: context.origin,
    path: redactor.text(request.target.split('?')[0] ?? '').text,
    initiator: context.initiator,
    step: context.step,
    ...(context.causedBy !== undefined && { causedBy: context.causedBy }),
    startedAt: clock.now(),
    pinned: false,
    outcome: { kind: 'running' },
  }
  sink.started(summary)
  const { observer, seen } = observeAttempt()
  const isOverCap = () => seen.receivedBytes > MAX_REPLY_BYTES
  const options: RecordBodyOptions = {
    openBody: sink.openBody,
    redactor,
    body: { tokenEndpoint: request.tokenEndpoint },
  }

  return {
    exchangeId,
    observer,
    hasEnded: () => seen.end !== undefined,
    isOverCap,
    async conclude(interpret) {
      const read = readAtOnce(seen) ?? (await readReply(seen, options))
      const problem = replyProblem({
        seen,
        read,
        context,
        ...((isOverCap() || read.failure === 'over-cap') && { exceededBytes: MAX_REPLY_BYTES }),
        ...(!request.allowPartialBody && { maxInterpretedBytes: MAX_INTERPRETED_BYTES }),
        redactor,
      })
      const { status = 0, headers = [] } = seen.replyHead ?? {}
      const { raw: body, size } = read
      const conclusion = problem
        ? { problem: named(problem, exchangeId) }
        : interpreted(interpret, { exchangeId, status, headers, body, size, learn: secrets.learn })
      const ended = endOf(summary, seen, read, conclusion, redactor)
      // A caller who waits for the response does not wait for its record.
      const recorded = nextTurn()
        .then(() => report(ended, request, seen, read, options, deps))
        .finally(secrets.release)
      sink.ended(ended, recorded)
      return conclusion
    },
  }
}

/** No response, or a small unencoded one, as most are: needs no extra turn. */
function readAtOnce({ replyHead, replyBody }: SeenOfAttempt): ReadBody | undefined {
  const encoding = headerOf(replyHead?.headers ?? [], 'content-encoding')
  const size = replyBody.size()
  return isPlain(encoding) && size <= MAX_INTERPRETED_BYTES ? { raw: replyBody.whole(), size } : undefined
}

async function readReply(seen: SeenOfAttempt, options: RecordBodyOptions): Promise<ReadBody> {
  const encoding = headerOf(seen.replyHead?.headers ?? [], 'content-encoding')
  const limits = { maxBytes: MAX_REPLY_BYTES, maxRawBytes: MAX_INTERPRETED_BYTES }
  const read = await readBody(seen.replyBody, encoding, limits, (chunks) => recordChunks(chunks, options))
  if (!read.encoded) return read
  // A server may name any encoding, also a secret.
  return { ...read, encoded: { ...read.encoded, encoding: options.redactor.text(read.encoded.encoding).text } }
}

function interpreted<T>(interpret: (reply: Reply) => T, reply: Reply): Conclusion<T> {
  try {
    return { value: interpret(reply) }
  } catch (error) {
    // A bug of the console's: the exchange is recorded all the same, and the call fails with it.
    if (!(error instanceof ProblemError)) return { fault: error }
    return { problem: named(error.problem, reply.exchangeId) }
  }
}

/** Makes the record and passes it to the sink. */
async function report(
  ended: EndedExchange,
  { target }: ApiRequest,
  seen: SeenOfAttempt,
  read: ReadBody,
  options: RecordBodyOptions,
  { sink, redactor, log }: RecordingDeps,
): Promise<void> {
  const request = await recordBody(seen.requestBody.whole(), options)
  const response = read.recorded ?? (await recordBody(read.raw, options))
  const view = recordExchange({ ended, target, seen, read, request, response }, redactor)
  sink.finished(view, { request: request.stored, response: response.stored })
  // Only the code: the log stays when an exchange is removed.
  const { id, outcome, phases } = view
  log.info('exchange', { id, outcome, totalMs: phases?.total })
}

/** Holds the secrets of one exchange until it is recorded, so that secrets learnt meanwhile cannot push them out. */
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

function endOf(
  running: ExchangeSummary,
  { replyHead, connection }: SeenOfAttempt,
  { size }: ReadBody,
  conclusion: Conclusion<unknown>,
  redactor: Redactor,
): EndedExchange {
  return {
    ...running,
    outcome: outcomeOf(conclusion),
    ...(replyHead && { status: replyHead.status, size }),
    ...(connection && { connection: withoutSecrets(connection, redactor) }),
    ...('problem' in conclusion && { problem: conclusion.problem }),
  }
}

/** A certificate's issuer can be any text. */
function withoutSecrets(connection: ConnectionFacts, redactor: Redactor): ConnectionFacts {
  const { tls } = connection
  if (tls?.issuer === undefined) return connection
  return { ...connection, tls: { ...tls, issuer: redactor.text(tls.issuer).text.slice(0, MAX_ISSUER) } }
}

function outcomeOf(conclusion: Conclusion<unknown>): ExchangeOutcome {
  if (!('problem' in conclusion)) return { kind: 'ok' }
  const { problem } = conclusion
  return problem.code === 'wechat'
    ? { kind: 'errcode', errcode: problem.errcode }
    : { kind: 'problem', code: problem.code }
}

/** Adds the id of the problem's exchange. */
function named(problem: Problem, exchangeId: number): Problem {
  return problem.code === 'cancelled' ? problem : Object.assign({}, problem, { exchangeId })
}
