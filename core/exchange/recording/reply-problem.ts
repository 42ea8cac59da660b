import type { Problem } from '#contract/problem.ts'
import { proxyUrl } from '#contract/pure/net/proxy.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { headerOf } from '#core/net/http.ts'
import { networkProblem } from '#core/net/transport/network-problem.ts'
import type { RequestContext } from '#core/wechat/api-transport.ts'
import type { ReadBody } from './body.ts'
import type { SeenOfAttempt } from './observe-attempt.ts'

/** Characters of a `Location` that are shown. */
const MAX_LOCATION = 500

export interface ReceivedReply {
  seen: SeenOfAttempt
  read: ReadBody
  context: Pick<RequestContext, 'origin' | 'route'>
  /** Present when the response was longer than this, as sent or decoded. */
  exceededBytes?: number
  /** Present when the first bytes alone may not be interpreted. */
  maxInterpretedBytes?: number
  redactor: Redactor
}

/** Why there is no response to interpret, or `undefined` when there is one. The client interprets it. */
export function replyProblem(received: ReceivedReply): Problem | undefined {
  const { seen, read, context, exceededBytes, maxInterpretedBytes, redactor } = received
  const { end, replyHead } = seen
  if (exceededBytes !== undefined) return { code: 'too-large', limitBytes: exceededBytes, retry: 'never' }
  if (end?.failure) {
    const proxy = context.route?.proxy
    return networkProblem(end.failure, {
      host: new URL(context.origin).host,
      ...(proxy && { proxy: proxyUrl(proxy) }),
      phase: end.lastPhase,
      ...(replyHead && { replyHeaders: replyHead.headers }),
      receivedBytes: seen.receivedBytes,
    })
  }
  if (!replyHead) return { code: 'not-http', retry: 'never' }
  if (replyHead.status >= 300 && replyHead.status < 400) {
    const location = redactor.text(headerOf(replyHead.headers, 'location') ?? '').text.slice(0, MAX_LOCATION)
    return { code: 'redirect-refused', status: replyHead.status, location, retry: 'never' }
  }
  if (read.failure) return { code: 'bad-encoding', encoding: read.encoded?.encoding ?? '', retry: 'never' }
  if (maxInterpretedBytes !== undefined && read.size > maxInterpretedBytes) {
    return { code: 'too-large', limitBytes: maxInterpretedBytes, retry: 'never' }
  }
  return undefined
}
