import type { Problem } from '#contract/problem.ts'
import { isNotWhitelistedCode } from '#contract/pure/errcode-key.ts'
import type { Failure } from '#renderer/bridge/failure.ts'

export type WechatProblem = Extract<Problem, { code: 'wechat' }>

export function isNotWhitelisted(failure: Failure): failure is WechatProblem {
  return failure.code === 'wechat' && isNotWhitelistedCode(failure.errcode)
}
