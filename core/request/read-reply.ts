import { ProblemError } from '../problem-error.ts'
import type { Redactor } from '../redaction/redactor.ts'
import { headerOf } from '../wechat/capture.ts'
import type { Endpoint } from '../wechat/errcodes.ts'
import { parseReply } from '../wechat/parse-reply.ts'
import type { Reply } from '../wechat/recorder.ts'

/** Fields of a reply that are credentials, whatever the endpoint; `ticket` is one only where tickets are handed out. */
const CREDENTIAL = /(?:^|_)(?:access|refresh)_token$/

/**
 * A good reply of any endpoint: its fields, none when it is JSON of another kind, a file, or too large to look into. Fails as {@link parseReply}
 * does. Credentials in it are hidden from now on.
 */
export function readReply(
  reply: Reply,
  { endpoint, holdsTicket, redactor }: { endpoint: Endpoint; holdsTicket: boolean; redactor: Redactor },
): Record<string, unknown> {
  // What it means is beyond the bytes there are; it is recorded whole.
  if (reply.status === 200 && reply.body.length < reply.size) return {}
  try {
    const fields = parseReply(reply, endpoint, redactor)
    for (const [key, value] of Object.entries(fields)) {
      const isCredential = CREDENTIAL.test(key) || (holdsTicket && key === 'ticket')
      if (isCredential && typeof value === 'string') reply.learn(value)
    }
    return fields
  } catch (error) {
    if (error instanceof ProblemError && isOtherContent(error, reply)) return {}
    throw error
  }
}

/** An array or a single value is JSON too, and WeChat's media endpoints answer files. */
function isOtherContent({ problem }: ProblemError, reply: Reply): boolean {
  if (problem.code === 'wrong-shape') return problem.field === 'body'
  const isFile = /^(?:image|audio|video)\/|^application\/octet-stream\b/i
  return problem.code === 'not-json' && isFile.test(headerOf(reply.headers, 'content-type') ?? '')
}
