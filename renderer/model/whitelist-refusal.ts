import type { AccountView } from '#contract/accounts.ts'
import type { Failure, Problem } from '#contract/problem.ts'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import { isNotWhitelistedCode } from '#contract/pure/explain/errcode-key.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { isAlive, useTokenState } from './token-state.ts'

export type WechatProblem = Extract<Problem, { code: 'wechat' }>

/** WeChat refused the IP that a call came from. */
export function isNotWhitelisted(failure: Failure): failure is WechatProblem {
  return failure.code === 'wechat' && isNotWhitelistedCode(failure.errcode)
}

/** The refusal that leaves an account without a living token: its screen is then about that, and nothing else. */
export function useWhitelistRefusal(account: AccountView): WechatProblem | undefined {
  const token = useAccountSnapshot('token', account.id)
  const state = useTokenState(token)
  if (!sourceTraits(account.tokenSource).canRenew || account.secret !== 'held' || isAlive(state)) return undefined
  const problem = token?.value.lastFailure?.problem
  return problem && isNotWhitelisted(problem) ? problem : undefined
}
