import type { ExchangeStep, Initiator } from '#contract/pure/request/initiator.ts'
import type { HttpHeaders } from '#core/net/http.ts'
import type { NetworkRoute } from '#core/net/route.ts'

/** On whose behalf a request is sent, where to, and for how long. */
export interface RequestContext {
  accountId: string
  /** As dialled, e.g. `https://api.weixin.qq.com`. */
  origin: string
  initiator: Initiator
  step: ExchangeStep
  /** The exchange whose answer makes this one be sent. */
  causedBy?: number
  /** Direct, and by the built-in certificates, when absent. */
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
  /** A reply that is too large to be held is interpreted by its first bytes; otherwise it ends in `too-large`. */
  allowPartialBody?: boolean
}

/** A reply of any meaning, with the secrets that are in it: it stays in memory. */
export interface Reply {
  exchangeId: number
  status: number
  headers: HttpHeaders
  /** Decoded; the first bytes where there are too many to be held. */
  body: Uint8Array
  /** Decoded bytes there were. */
  size: number
  /** Says that it brought a secret: hidden in its record, and known for a while. No reply teaches more than a few. */
  learn(secret: string): void
}

/** What the client sends its requests by. */
export interface ApiTransport {
  /**
   * Sends one request. `interpret` says what the reply means before anything is made of it, so that each secret it
   * learns is known by then. Rejects with a `ProblemError`, `interpret`'s own included, that names the exchange. An
   * origin that cannot be dialled is `origin-invalid`.
   */
  send<T>(context: RequestContext, request: ApiRequest, interpret: (reply: Reply) => T): Promise<T>
  /** Closes the idle connections of an account. */
  closeIdle(accountId: string): void
  close(): void
}
