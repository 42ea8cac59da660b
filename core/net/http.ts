import type { RequestPhase } from '#contract/problem.ts'

/** In the order and spelling of the wire; Latin-1, which keeps every byte. */
export type HttpHeaders = [name: string, value: string][]

/** A body whose bytes come one after the other. Without a `length` it goes out chunked. */
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
   * Once, and to its end: until then the connection is taken. Nothing more is read from the socket than a reader takes.
   * A reader that stops closes the connection. Ends in a {@link TransportError} where the reply does not end well.
   */
  body: AsyncIterable<Uint8Array>
  /** Those that came behind the body, once it has ended. */
  trailers(): HttpHeaders
}

/** What is known of the connection that a request went over. */
export interface ConnectionFacts {
  /** What this computer is connected to: the server, or the proxy of `via`. */
  remoteAddress: string
  remotePort: number
  /** The proxy in between, e.g. `socks5://127.0.0.1:1080`; without credentials. */
  via?: string
  /** It was open before this request. */
  reused: boolean
  /** With the server, through whatever is in between. `issuer`: of its certificate. */
  tls?: { version: string; cipher: string; alpn?: string; issuer?: string }
}

/** Durations in ms, to 0.1; a phase that did not happen is absent. */
export type PhaseTimes = Partial<Record<RequestPhase, number>> & { total: number }

/** Why there is no whole reply. */
export type Failure =
  /** Whoever asked has left, or the transport is closed. */
  | { kind: 'cancelled' }
  | { kind: 'timeout'; limitMs: number }
  /** The streamed body of the request failed. */
  | { kind: 'request-body'; error: unknown }
  /** The server answered, but with nothing but interim heads. */
  | { kind: 'no-reply' }
  /** What a socket, TLS, the parser or the proxy reported. */
  | { kind: 'error'; error: unknown }

export interface AttemptEnd {
  /** Worked out when it is asked for: nobody who waits for the reply waits for it. */
  phases(): PhaseTimes
  trailers: HttpHeaders
  /** Absent for a whole reply. */
  failure?: Failure
  /** The phase that it ended in. */
  lastPhase: RequestPhase
}

/**
 * Sees one attempt at a request as it happens. Two taps, the bytes that go out and those that come in, without framing;
 * chunks are shared with whoever reads the body and must not be changed.
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

/** The request got no reply, or its reply no end. */
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
