import type { Problem } from '../../contract/problem.ts'
import type { Redactor } from '../redaction/redactor.ts'
import { type Capture, headerOf } from './capture.ts'
import type { Decoded } from './decode.ts'
import { networkProblem } from './network-problem.ts'

/** Characters of a `Location` that are shown. */
const MAX_LOCATION = 500

export interface Judged {
  capture: Capture
  decoded: Decoded
  host: string
  timeoutMs: number
  maxBytes: number
  redactor: Redactor
}

/** Why there is no reply to interpret, or `undefined` when there is one. What it means is the client's to say. */
export function replyProblem({ capture, decoded, host, timeoutMs, maxBytes, redactor }: Judged): Problem | undefined {
  const { failure, head } = capture
  if (failure?.kind === 'cancelled') return { code: 'cancelled', retry: 'never' }
  if (failure?.kind === 'timeout') {
    return { code: 'timeout', host, phase: capture.stopwatch.phase(), limitMs: timeoutMs, retry: 'wait' }
  }
  if (failure?.kind === 'over-cap' || decoded.failure === 'over-cap') {
    return { code: 'too-large', limitBytes: maxBytes, retry: 'never' }
  }
  if (failure) return networkProblem(failure.error, capture, host)
  if (!head) return { code: 'not-http', retry: 'never' }
  if (head.status >= 300 && head.status < 400) {
    const location = redactor.text(headerOf(head.headers, 'location') ?? '').text.slice(0, MAX_LOCATION)
    return { code: 'redirect-refused', status: head.status, location, retry: 'never' }
  }
  if (decoded.failure) return { code: 'bad-encoding', encoding: decoded.encoded?.encoding ?? '', retry: 'never' }
  return undefined
}
