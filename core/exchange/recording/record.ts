import type { BodyFacts, ExchangeView, Headers } from '#contract/exchange.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { type Capture, headerOf } from '#core/net/capture.ts'
import type { Outgoing } from '#core/net/connection/http-connection.ts'
import { parseSentHead } from '#core/net/connection/sent-head.ts'
import type { TakenBody } from '#core/net/take-body.ts'
import type { EndedExchange } from './exchange-sink.ts'
import type { RecordedBody } from './record-body.ts'

export interface Recorded {
  ended: EndedExchange
  outgoing: Outgoing
  capture: Capture
  taken: TakenBody
  request: RecordedBody
  response: RecordedBody
}

/** Everything that was seen of an exchange, with each secret replaced: the only way out of the recorder. */
export function recordExchange(recorded: Recorded, redactor: Redactor): ExchangeView {
  const { ended, outgoing, capture } = recorded
  const sent = capture.sent && parseSentHead(capture.sent)
  let redactions = recorded.request.redactions + recorded.response.redactions
  const hide = (text: string) => {
    const hidden = redactor.text(text)
    redactions += hidden.redactions
    return hidden.text
  }
  const hideHeaders = (headers: Headers): Headers =>
    headers.map(([name, value]) => {
      // With its name, since that may say that the value is a secret.
      const line = hide(`${name}: ${value}`)
      const colon = line.indexOf(': ')
      return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 2)]
    })
  return {
    ...ended,
    phases: capture.stopwatch.phases(),
    request: {
      target: hide(sent?.target ?? outgoing.target),
      httpVersion: sent?.httpVersion ?? '1.1',
      headers: hideHeaders(sent?.headers ?? []),
      body: { size: recorded.request.size, ...withheld(recorded.request) },
    },
    ...(capture.head && {
      response: {
        status: capture.head.status,
        statusText: hide(capture.head.statusText),
        httpVersion: capture.version.current() ?? '1.1',
        headers: hideHeaders(capture.head.headers),
        trailers: hideHeaders(capture.trailers),
        body: responseFacts(recorded),
      },
    }),
    redactions,
  }
}

/** `size`: decoded bytes taken in; there were more when they were too many. */
function responseFacts({ capture, taken, response }: Recorded): BodyFacts {
  const { failure, size } = taken
  const encoded = taken.encoded ?? response.packed
  const announced = Number(headerOf(capture.head?.headers ?? [], 'content-length') ?? Number.NaN)
  const isCut = failure === 'over-cap' && !encoded && announced > size
  return {
    size: response.size,
    ...(isCut && { fullSize: announced }),
    ...(encoded && { encoded }),
    ...withheld(response),
  }
}

const withheld = ({ packed }: RecordedBody) => (packed ? { withheld: true as const } : {})
