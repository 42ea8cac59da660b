import { isIP } from 'node:net'
import type { Problem } from '#contract/problem.ts'
import { isNotWhitelistedCode } from '#contract/pure/explain/errcode-key.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { classify, type Endpoint } from './errcodes.ts'

/** Characters of an errmsg in a problem. */
const MAX_ERRMSG = 500
/** Characters of the longest address and the punctuation behind it. */
const MAX_IP = 50

export type WechatRefusal = Extract<Problem, { code: 'wechat' }>

/** WeChat has answered with an errcode. */
export function isWechatRefusal(error: unknown): error is ProblemError & { problem: WechatRefusal } {
  return error instanceof ProblemError && error.problem.code === 'wechat'
}

/** WeChat's refusal as a value. `errmsg` is redacted already. Codes decide; the wording of an errmsg has changed often. */
export function wechatProblem(errcode: number, errmsg: string, endpoint: Endpoint): Problem {
  const rid = /\b[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}\b/.exec(errmsg)?.[0]
  const seenIp = isNotWhitelistedCode(errcode) ? firstIp(errmsg) : undefined
  return {
    code: 'wechat',
    errcode,
    errmsg: errmsg.slice(0, MAX_ERRMSG),
    ...(rid && { rid }),
    ...(seenIp && { seenIp }),
    endpoint,
    retry: classify(errcode, endpoint).retry,
  }
}

/** From `invalid ip 8.149.1.108 ipv6 ::ffff:8.149.1.108, not in whitelist`: the address to whitelist. */
function firstIp(errmsg: string): string | undefined {
  return errmsg
    .split(/[^0-9A-Fa-f:.]+/)
    .filter((word) => word.length <= MAX_IP)
    .map((word) => word.replace(/^::ffff:(?=\d+\.)/i, '').replace(/[.:]+$/, ''))
    .find((word) => isIP(word) !== 0)
}
