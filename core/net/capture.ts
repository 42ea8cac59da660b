import type { ExchangeView, Headers } from '#contract/exchange.ts'
import { type ReplyVersion, watchReplyVersion } from './connection/reply-version.ts'
import type { SentHead } from './connection/sent-head.ts'
import type { Stopwatch } from './stopwatch.ts'
import { createWireBody, type WireBody } from './wire-body.ts'

/** Why a request has no whole reply. */
export type Failure =
  | { kind: 'timeout'; limitMs: number }
  | { kind: 'cancelled' }
  | { kind: 'over-cap' }
  | { kind: 'error'; error: unknown }

/** What is seen of one request while it runs; raw, so it never leaves the recorder. */
export interface Capture {
  stopwatch: Stopwatch
  /** A connection was opened for it. */
  dialled: boolean
  connection?: NonNullable<ExchangeView['connection']>
  /** Absent when nothing was sent. */
  sent?: SentHead
  version: ReplyVersion
  head?: { status: number; statusText: string; headers: Headers }
  trailers: Headers
  body: WireBody
  receivedBytes: number
  failure?: Failure
}

export function newCapture(stopwatch: Stopwatch): Capture {
  return {
    stopwatch,
    dialled: false,
    version: watchReplyVersion(),
    trailers: [],
    body: createWireBody(),
    receivedBytes: 0,
  }
}

/** The first value of a header, by its name in lower case. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1]
}

/** From undici's flat list of bytes; Latin-1, which keeps every byte. */
export function headersFromRaw(raw: unknown): Headers {
  if (!Array.isArray(raw)) return []
  const texts = raw.map((part: unknown) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)))
  return Array.from({ length: texts.length / 2 }, (_, at) => [texts[2 * at] ?? '', texts[2 * at + 1] ?? ''])
}
