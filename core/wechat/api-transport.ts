import type { ExchangeStep, Initiator } from '#contract/pure/request/initiator.ts'
import type { HttpHeaders } from '#core/net/http.ts'
import type { NetworkRoute } from '#core/net/route.ts'

/** The context, destination and time limits of a request. */
export interface RequestContext {
  accountId: string
  /** As dialled, e.g. `https://api.weixin.qq.com`. */
  origin: string
  initiator: Initiator
  step: ExchangeStep
  /** The exchange that caused this one. */
  causedBy?: number
  /** Direct, with the built-in certificates, when absent. */
  route?: NetworkRoute
  /** Ms from dialling to the last byte, for each exchange. */
  timeoutMs: number
  /** Ms from dialling to an open connection; no limit of its own when absent. */
  connectTimeoutMs?: number
  signal?: AbortSignal
}

export interface ApiRequest {
  method: 'GET' | 'POST'
  /** Path and query, encoded. */
  target: string
  /** Sent as JSON. */
  json?: unknown
  /** A JSON text, sent byte for byte. */
  body?: Uint8Array
  /** The secrets in the request; redacted in the record, whatever else has been learnt. */
  secrets: readonly string[]
  /** The reply holds a token, so values that look like one are redacted. */
  tokenEndpoint: boolean
  /** Sending it twice does no harm: it may use an idle connection, and is sent again when that one is dead. */
  repeatable: boolean
  /** A reply that is too large to hold is interpreted by its first bytes; otherwise it fails with `too-large`. */
  allowPartialBody?: boolean
}

/** A reply before it is interpreted, with its secrets: it stays in memory. */
export interface Reply {
  exchangeId: number
  status: number
  headers: HttpHeaders
  /** Decoded; only the first bytes of a reply that is too large to hold. */
  body: Uint8Array
  /** Size of the decoded body in bytes. */
  size: number
  /** Reports a secret in the reply: redacted in its record, and known for a while. The number per reply is limited. */
  learn(secret: string): void
}

/** Sends the client's requests. */
export interface ApiTransport {
  /**
   * Sends one request. `interpret` reads the reply before it is recorded, so that each secret it learns is known by
   * then. Rejects with a `ProblemError` that has the exchange's id, also from `interpret`. An origin that cannot be
   * dialled is `origin-invalid`.
   */
  send<T>(context: RequestContext, request: ApiRequest, interpret: (reply: Reply) => T): Promise<T>
  /** Closes the idle connections of an account. */
  closeIdle(accountId: string): void
  close(): void
}
