import type { BodyFacts, ExchangeSummary, ExchangeView, Headers, Phases } from '../../contract/exchange.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Redactor } from '../redaction/redactor.ts'
import { type Capture, headerOf } from './capture.ts'
import type { Outgoing } from './lane.ts'
import type { RecordedBody } from './record-body.ts'
import type { TakenBody } from './take-body.ts'

export interface Recorded {
  summary: ExchangeSummary
  outgoing: Outgoing
  capture: Capture
  phases: Phases
  taken: TakenBody
  request: RecordedBody
  response: RecordedBody
  problem?: Problem
}

/** Everything that was seen of an exchange, with each secret replaced: the only way out of the recorder. */
export function recordExchange(recorded: Recorded, redactor: Redactor): ExchangeView {
  const { summary, outgoing, capture, taken, problem } = recorded
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
    ...summary,
    ...(capture.head && { status: capture.head.status, size: taken.size }),
    phases: recorded.phases,
    request: {
      target: hide(capture.sent?.target ?? outgoing.target),
      httpVersion: capture.sent?.httpVersion ?? '1.1',
      headers: hideHeaders(capture.sent?.headers ?? []),
      body: { size: recorded.request.size },
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
    ...(capture.connection && { connection: capture.connection }),
    redactions,
    ...(problem && { problem }),
  }
}

/** `size`: decoded bytes taken in; there were more when they were too many. */
function responseFacts({ capture, taken, response }: Recorded): BodyFacts {
  const { encoded, failure, size } = taken
  const announced = Number(headerOf(capture.head?.headers ?? [], 'content-length') ?? Number.NaN)
  const isCut = failure === 'over-cap' && !encoded && announced > size
  return { size: response.size, ...(isCut && { fullSize: announced }), ...(encoded && { encoded }) }
}
