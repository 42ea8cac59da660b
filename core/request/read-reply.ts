import { ProblemError } from '#core/kernel/problem-error.ts'
import { namesSecret } from '#core/kernel/redaction/find/keys.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { headerOf } from '#core/net/http.ts'
import type { Reply } from '#core/wechat/api-transport.ts'
import type { Endpoint } from '#core/wechat/errcodes.ts'
import { parseReply } from '#core/wechat/parse-reply.ts'

/** Values learnt from a reply must look like a credential: a common word would be hidden everywhere. */
const CREDENTIAL = /^[\x21-\x7e]{16,4096}$/
/** Most values examined. */
const MAX_VALUES = 10_000

/**
 * The fields of a good reply, none when it is JSON of another kind, a file, or too large to parse. Fails as {@link
 * parseReply} does. Credentials in it are hidden from now on.
 */
export function readReply(
  reply: Reply,
  { endpoint, redactor }: { endpoint: Endpoint; redactor: Redactor },
): Record<string, unknown> {
  // The reply is cut, so it cannot be parsed; the exchange has all of it.
  if (reply.status === 200 && reply.body.length < reply.size) return {}
  try {
    const fields = parseReply(reply, endpoint, redactor)
    for (const credential of credentialsIn(fields)) reply.learn(credential)
    return fields
  } catch (error) {
    if (error instanceof ProblemError && isOtherContent(error, reply)) return {}
    throw error
  }
}

/** Values of fields that name a secret, at any depth, and of lists in such fields. */
function credentialsIn(fields: Record<string, unknown>): string[] {
  const found: string[] = []
  const left: [value: unknown, isNamed: boolean][] = [[fields, false]]
  for (let at = 0; at < left.length && at < MAX_VALUES; at++) {
    const [value, isNamed] = left[at] ?? []
    if (typeof value === 'string' && isNamed && CREDENTIAL.test(value)) found.push(value)
    if (Array.isArray(value)) for (const one of value) left.push([one, isNamed === true])
    else if (typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) left.push([one, namesSecret(name)])
    }
  }
  return found
}

/** An array or a single value is JSON too, and WeChat's media endpoints return files. */
function isOtherContent({ problem }: ProblemError, reply: Reply): boolean {
  if (problem.code === 'wrong-shape') return problem.field === 'body'
  const isFile = /^(?:image|audio|video)\/|^application\/octet-stream\b/i
  return problem.code === 'not-json' && isFile.test(headerOf(reply.headers, 'content-type') ?? '')
}
