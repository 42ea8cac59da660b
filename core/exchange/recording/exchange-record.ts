import type { BodyFacts, ExchangeSummary, ExchangeView, Headers } from '#contract/exchange.ts'
import type { BodyWriter, StoredBodies } from '#core/exchange/store/exchange-store.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { EndedExchange } from '#core/model/domain-events.ts'
import { type HttpHeaders, headerOf } from '#core/net/http.ts'
import type { ReadBody, RecordedBody } from './body.ts'
import type { SeenOfAttempt } from './observe-attempt.ts'

/** The receiver of exchanges. Its input is redacted already. */
export interface ExchangeSink {
  nextId(): number
  started(summary: ExchangeSummary): void
  /** For the bodies that `finished` takes. */
  openBody(): BodyWriter
  /**
   * The exchange has ended. Its record is whole when `recording` resolves: readers of the whole record wait for that.
   */
  ended(exchange: EndedExchange, recording: Promise<void>): void
  finished(view: ExchangeView, bodies: StoredBodies): void
}

export interface Recorded {
  ended: EndedExchange
  /** The request target as it was to be sent. */
  target: string
  seen: SeenOfAttempt
  read: ReadBody
  request: RecordedBody
  response: RecordedBody
}

/** The record of an exchange, with each secret redacted. No other data leaves the recorder. */
export function recordExchange(recorded: Recorded, redactor: Redactor): ExchangeView {
  const { ended, seen } = recorded
  const sent = seen.requestHead === undefined ? undefined : parseRequestHead(seen.requestHead)
  let redactions = recorded.request.redactions + recorded.response.redactions
  const hide = (text: string) => {
    const hidden = redactor.text(text)
    redactions += hidden.redactions
    return hidden.text
  }
  const hideHeaders = (headers: Headers): Headers =>
    headers.map(([name, value]) => {
      // Together with its name, which may mark the value as a secret.
      const line = hide(`${name}: ${value}`)
      const colon = line.indexOf(': ')
      return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)]
    })
  return {
    ...ended,
    ...(seen.end && { phases: seen.end.phases() }),
    request: {
      target: hide(sent?.target ?? recorded.target),
      httpVersion: sent?.httpVersion ?? '1.1',
      headers: hideHeaders(sent?.headers ?? []),
      body: { size: recorded.request.size, ...withheld(recorded.request) },
    },
    ...(seen.replyHead && {
      response: {
        status: seen.replyHead.status,
        statusText: hide(seen.replyHead.statusText),
        httpVersion: seen.replyHead.httpVersion,
        headers: hideHeaders(seen.replyHead.headers),
        trailers: hideHeaders(seen.end?.trailers ?? []),
        body: responseFacts(recorded),
      },
    }),
    redactions,
  }
}

/** The head of a request, from the text that was sent. */
function parseRequestHead(text: string): { target: string; httpVersion: string; headers: HttpHeaders } {
  const [first = '', ...lines] = text.trimEnd().split('\r\n')
  const [, target = '', version = ''] = first.split(' ')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return { target, httpVersion: version.replace('HTTP/', ''), headers }
}

/** `size`: decoded bytes received; the body was longer when it was over the limit. */
function responseFacts({ seen, read, response }: Recorded): BodyFacts {
  const { failure, size } = read
  const encoded = read.encoded ?? response.packed
  const announced = Number(headerOf(seen.replyHead?.headers ?? [], 'content-length') ?? Number.NaN)
  const isCut = failure === 'over-cap' && !encoded && announced > size
  return {
    size: response.size,
    ...(isCut && { fullSize: announced }),
    ...(encoded && { encoded }),
    ...withheld(response),
  }
}

const withheld = ({ packed }: RecordedBody) => (packed ? { withheld: true as const } : {})
