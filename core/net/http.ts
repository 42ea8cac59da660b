import type { RequestPhase } from '#contract/problem.ts'

/** In the order and spelling of the wire; Latin-1, which keeps every byte. */
export type HttpHeaders = [name: string, value: string][]

/** A body as a stream of bytes. Without a `length` it is sent chunked. */
export interface StreamedBody {
  chunks: AsyncIterable<Uint8Array>
  length?: number
}

export interface HttpRequest {
  method: string
  /** Scheme, name and port, e.g. `https://api.weixin.qq.com`. */
  origin: string
  /** Path and query, encoded. */
  target: string
  /** Sent after `host` and `connection`; the framing of the body is added behind them. */
  headers: HttpHeaders
  body?: Uint8Array | StreamedBody
}

export interface ReplyHead {
  status: number
  statusText: string
  /** E.g. `1.1`. */
  httpVersion: string
  headers: HttpHeaders
}

export interface HttpReply extends ReplyHead {
  /**
   * Can be read once, and must be read to its end: until then the connection is busy. The socket is read only as fast
   * as the reader reads. A reader that stops closes the connection. Ends in a {@link TransportError} when the reply
   * does not end well.
   */
  body: AsyncIterable<Uint8Array>
  /** Trailers, once the body has ended. */
  trailers(): HttpHeaders
}

/** The connection of a request. */
export interface ConnectionFacts {
  /** The address that this computer is connected to: the server, or the proxy of `via`. */
  remoteAddress: string
  remotePort: number
  /** The proxy in between, e.g. `socks5://127.0.0.1:1080`; without credentials. */
  via?: string
  /** The connection was open before this request. */
  reused: boolean
  /** With the server, through a proxy if there is one. `issuer`: of its certificate. */
  tls?: { version: string; cipher: string; alpn?: string; issuer?: string }
}

/** Durations in ms, to 0.1; a phase that did not happen is absent. */
export type PhaseTimes = Partial<Record<RequestPhase, number>> & { total: number }

/** Why there is no whole response. */
export type Failure =
  /** The caller has aborted, or the transport is closed. */
  | { kind: 'cancelled' }
  | { kind: 'timeout'; limitMs: number }
  /** The streamed body of the request failed. */
  | { kind: 'request-body'; error: unknown }
  /** The server sent nothing but interim heads. */
  | { kind: 'no-reply' }
  /** The error of a socket, TLS, the parser or the proxy. */
  | { kind: 'error'; error: unknown }

export interface AttemptEnd {
  /** Computed on demand, so that it does not delay the reply. */
  phases(): PhaseTimes
  trailers: HttpHeaders
  /** Absent for a whole response. */
  failure?: Failure
  /** The phase in which it ended. */
  lastPhase: RequestPhase
}

/**
 * Observes one attempt at a request. Two taps, the bytes sent and the bytes received, without framing; chunks are
 * shared with the reader of the body and must not be changed.
 */
export interface AttemptObserver {
  /** Called again when more is known: the address first, then TLS, then whether the connection is reused. */
  connected(facts: ConnectionFacts): void
  /** Request line and headers as they were written. */
  requestHead(text: string): void
  requestBytes(chunk: Uint8Array): void
  replyHead(head: ReplyHead): void
  replyBytes(chunk: Uint8Array): void
  /** Called once, last. */
  ended(end: AttemptEnd): void
}

/** The request got no response, or its response no end. */
export class TransportError extends Error {
  readonly failure: Failure
  /** The request went over a connection that had been idle. */
  readonly reused: boolean

  constructor(failure: Failure, reused = false) {
    super(failure.kind)
    this.name = 'TransportError'
    this.failure = failure
    this.reused = reused
  }
}

/** The first value of a header, by its name in lower case. */
export function headerOf(headers: HttpHeaders, name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1]
}
