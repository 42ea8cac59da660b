import type { AccountView } from '#contract/accounts.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { stateNow } from '#renderer/features/token/countdown.ts'
import { OVERLAP_MS } from '#renderer/features/token/dial.ts'
import { isAlive } from '#renderer/features/token/life.ts'
import { useStepsLeft } from '#renderer/features/token/use-countdown.ts'
import { isNotWhitelisted, type WechatProblem } from './not-whitelisted.ts'

/** The refusal that leaves an account without a living token: its screen is then about that, and nothing else. */
export function useRefused(account: AccountView): WechatProblem | undefined {
  const { value: token, receivedAt } = useAccountSnapshot('token', account.id) ?? { value: undefined, receivedAt: 0 }
  const overlaps = useStepsLeft({ remainingMs: token?.remainingMs ?? 0, receivedAt }, OVERLAP_MS)
  if (!token || account.family === 'pasted' || account.secret !== 'held') return undefined
  const problem = token.lastFailure?.problem
  const state = token.endKnown ? stateNow(token.state, overlaps) : token.state
  return problem && isNotWhitelisted(problem) && !isAlive(state) ? problem : undefined
}
