import type { IpCheck, IpListKind } from '#contract/ip-list.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { headerOf } from '#core/net/http.ts'
import type { ApiRequest, ApiTransport, Reply, RequestContext } from './api-transport.ts'
import { type CallbackCheck, type Credential, endpoints } from './endpoints.ts'
import { classify } from './errcodes.ts'
import { parseCallbackCheck, parseIpListReply, parseReply, parseToken } from './parse-reply.ts'
import { isWechatRefusal, type WechatRefusal } from './wechat-problem.ts'

export type { RequestContext } from './api-transport.ts'
export type { Credential } from './endpoints.ts'

export interface FetchedToken {
  token: string
  /** Seconds of life left, as of the reply. */
  expiresInSeconds: number
  exchangeId: number
}

export interface FetchedIps {
  /** As received: order, duplicates and CIDR entries kept. */
  ipList: string[]
  exchangeId: number
}

/** WeChat's endpoints as functions. Every failure is a `ProblemError`; -1 is retried first. */
export interface WechatClient {
  /** Harmless to repeat, unless `forceRefresh` (20 a day, invalidates the current token). */
  stableToken(
    context: RequestContext,
    credential: Credential,
    options?: { forceRefresh?: boolean },
  ): Promise<FetchedToken>
  /** Invalidates the classic token before it: needs a confirmation. */
  classicToken(context: RequestContext, credential: Credential): Promise<FetchedToken>
  ipList(kind: IpListKind, context: RequestContext, token: string): Promise<FetchedIps>
  callbackCheck(check: CallbackCheck, context: RequestContext, token: string): Promise<IpCheck>
  /** A request as typed, sent once: -1 is not retried. */
  raw<T>(context: RequestContext, call: ApiRequest, interpret: (reply: Reply) => T): Promise<T>
  /** One call without any secret, on a new connection: any answer from WeChat is a good one. */
  testConnection(context: RequestContext): Promise<{ exchangeId: number; status: number; errcode: number }>
  /** Closes an account's idle connections: its route has changed, or it is gone. */
  closeIdle(accountId: string): void
  close(): void
}

export interface WechatClientDeps {
  clock: Clock
  /** The redactor that the transport uses, too. */
  redactor: Redactor
  /** A reply's `Date`, epoch ms. */
  onServerDate?(accountId: string, serverNow: number): void
}

/** Before the first, second and third retry. */
const RETRY_WAITS_MS = [1000, 2000, 4000]

export function createWechatClient(transport: ApiTransport, deps: WechatClientDeps): WechatClient {
  const { clock, redactor } = deps
  const sendOnce = <T>(context: RequestContext, call: ApiRequest, interpret: (reply: Reply) => T) =>
    transport.send(context, call, (reply) => {
      const date = Date.parse(headerOf(reply.headers, 'date') ?? '')
      if (!Number.isNaN(date)) deps.onServerDate?.(context.accountId, date)
      return interpret(reply)
    })

  /**
   * Tries again while WeChat says that it is busy (-1, and -1000 once), as the step `backoff` of the exchange before.
   * Every other failure, and the last one, goes to the caller. Rejects with `cancelled` when the caller leaves between
   * two tries.
   */
  async function send<T>(context: RequestContext, call: ApiRequest, interpret: (reply: Reply) => T): Promise<T> {
    let current = context
    for (let tries = 0; ; tries++) {
      try {
        return await sendOnce(current, call, interpret)
      } catch (error) {
        const waitMs = RETRY_WAITS_MS[tries]
        if (!isWechatRefusal(error) || waitMs === undefined || tries >= retriesFor(error.problem)) throw error
        await pause(clock, waitMs, context.signal)
        const { exchangeId } = error.problem
        current = { ...context, step: 'backoff', ...(exchangeId !== undefined && { causedBy: exchangeId }) }
      }
    }
  }

  const fetchToken = (context: RequestContext, call: ApiRequest) =>
    send(context, call, (reply): FetchedToken => {
      const fields = parseReply(reply, 'token', redactor)
      // Before the reply is checked: a token is a secret even when its reply is malformed.
      if (typeof fields.access_token === 'string') reply.learn(fields.access_token)
      return { ...parseToken(fields), exchangeId: reply.exchangeId }
    })

  return {
    stableToken: (context, credential, options) =>
      fetchToken(context, endpoints.stableToken(credential, options?.forceRefresh ?? false)),
    classicToken: (context, credential) => fetchToken(context, endpoints.classicToken(credential)),
    ipList(kind, context, token) {
      return send(context, endpoints.ipList(kind, token), (reply) => ({
        ipList: parseIpListReply(parseReply(reply, 'api', redactor), redactor),
        exchangeId: reply.exchangeId,
      }))
    },
    callbackCheck(check, context, token) {
      return send(context, endpoints.callbackCheck(check, token), (reply) => ({
        ...parseCallbackCheck(parseReply(reply, 'api', redactor), redactor),
        exchangeId: reply.exchangeId,
      }))
    },
    raw: sendOnce,
    testConnection: (context) =>
      transport.send(context, endpoints.withoutToken(), (reply) => ({
        exchangeId: reply.exchangeId,
        status: reply.status,
        errcode: errcodeOf(reply, redactor),
      })),
    closeIdle: (accountId) => transport.closeIdle(accountId),
    close: () => transport.close(),
  }
}

const retriesFor = ({ errcode, endpoint }: WechatRefusal) => classify(errcode, endpoint).retries

async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined) {
  try {
    await clock.sleep(ms, signal)
  } catch {
    throw new ProblemError({ code: 'cancelled', retry: 'never' })
  }
}

/** 0 without an errcode; a reply that is not WeChat's is a problem. */
function errcodeOf(reply: Reply, redactor: Redactor): number {
  try {
    parseReply(reply, 'api', redactor)
    return 0
  } catch (error) {
    if (isWechatRefusal(error)) return error.problem.errcode
    throw error
  }
}
