import type { BodyFacts, ExchangeSummary, ExchangeView, Headers, Phases } from '../../contract/exchange.ts'
import type { Problem } from '../../contract/problem.ts'
import { MAX_RECORDED_BODY, type StoredBodies, type StoredBody } from '../exchange/exchange-store.ts'
import type { Redactor } from '../redaction/redactor.ts'
import type { Capture } from './capture.ts'
import type { Decoded } from './decode.ts'
import type { Outgoing } from './lane.ts'

export interface Recorded {
  summary: ExchangeSummary
  outgoing: Outgoing
  tokenEndpoint: boolean
  capture: Capture
  phases: Phases
  decoded: Decoded
  problem?: Problem
}

/** Everything that was seen of an exchange, with each secret replaced: the only way out of the recorder. */
export function recordExchange(recorded: Recorded, redactor: Redactor): { view: ExchangeView; bodies: StoredBodies } {
  const { summary, outgoing, capture, decoded, problem } = recorded
  let redactions = 0
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
  const hideBody = (bytes: Uint8Array) => {
    const hidden = redactor.bytes(bytes, { tokenEndpoint: recorded.tokenEndpoint })
    redactions += hidden.redactions
    return hidden.bytes
  }

  // Whole, then cut: a secret across the limit would not be recognised.
  const request = hideBody(capture.sent && outgoing.body ? outgoing.body : new Uint8Array())
  const response = hideBody(decoded.bytes)
  const view: ExchangeView = {
    ...summary,
    ...(capture.head && { status: capture.head.status, size: decoded.bytes.length }),
    phases: recorded.phases,
    request: {
      target: hide(capture.sent?.target ?? outgoing.target),
      httpVersion: capture.sent?.httpVersion ?? '1.1',
      headers: hideHeaders(capture.sent?.headers ?? []),
      body: bodyFacts(request),
    },
    ...(capture.head && {
      response: {
        status: capture.head.status,
        statusText: hide(capture.head.statusText),
        httpVersion: capture.version.current() ?? '1.1',
        headers: hideHeaders(capture.head.headers),
        trailers: hideHeaders(capture.trailers),
        body: { ...bodyFacts(response, decoded.bytes.length), ...(decoded.encoded && { encoded: decoded.encoded }) },
      },
    }),
    ...(capture.connection && { connection: capture.connection }),
    redactions,
    ...(problem && { problem }),
  }
  return {
    view,
    bodies: { request: stored(request), response: stored(response) },
  }
}

function bodyFacts(redacted: Uint8Array, fullSize = redacted.length): BodyFacts {
  if (redacted.length <= MAX_RECORDED_BODY) return { size: redacted.length }
  return { size: MAX_RECORDED_BODY, fullSize }
}

function stored(redacted: Uint8Array): StoredBody {
  return { kind: 'bytes', bytes: redacted.subarray(0, MAX_RECORDED_BODY) }
}
