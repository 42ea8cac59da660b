import type { Problem } from '#contract/problem.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { type Capture, type Failure, headerOf } from '#core/net/capture.ts'
import { networkProblem } from '#core/net/network-problem.ts'
import type { TakenBody } from '#core/net/take-body.ts'

/** Characters of a `Location` that are shown. */
const MAX_LOCATION = 500

export interface Judged {
  capture: Capture
  taken: TakenBody
  origin: string
  /** On the way, as in `socks5://127.0.0.1:1080`. */
  proxy?: string
  maxBytes: number
  /** Of what may be interpreted; absent where the first bytes do. */
  maxInterpreted?: number
  redactor: Redactor
}

/** Why there is no reply to interpret, or `undefined` when there is one. What it means is the client's to say. */
export function replyProblem(judged: Judged): Problem | undefined {
  const { capture, taken, maxBytes, maxInterpreted, redactor } = judged
  const { failure, head } = capture
  if (failure?.kind === 'over-cap' || taken.failure === 'over-cap') {
    return { code: 'too-large', limitBytes: maxBytes, retry: 'never' }
  }
  if (failure) return failureProblem(failure, judged)
  if (!head) return { code: 'not-http', retry: 'never' }
  if (head.status >= 300 && head.status < 400) {
    const location = redactor.text(headerOf(head.headers, 'location') ?? '').text.slice(0, MAX_LOCATION)
    return { code: 'redirect-refused', status: head.status, location, retry: 'never' }
  }
  if (taken.failure) return { code: 'bad-encoding', encoding: taken.encoded?.encoding ?? '', retry: 'never' }
  if (maxInterpreted !== undefined && taken.size > maxInterpreted) {
    return { code: 'too-large', limitBytes: maxInterpreted, retry: 'never' }
  }
  return undefined
}

function failureProblem(failure: Exclude<Failure, { kind: 'over-cap' }>, { capture, origin, proxy }: Judged): Problem {
  if (failure.kind === 'cancelled') return { code: 'cancelled', retry: 'never' }
  const { host } = new URL(origin)
  if (failure.kind === 'error') return networkProblem(failure.error, capture, host)
  const phase = capture.stopwatch.phase()
  // Until the tunnel stands, it is the proxy that does not answer.
  const silent = phase === 'tunnel' ? (proxy ?? host) : host
  return { code: 'timeout', host: silent, phase, limitMs: failure.limitMs, retry: 'wait' }
}
