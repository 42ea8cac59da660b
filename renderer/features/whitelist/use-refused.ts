import type { AccountView } from '#contract/accounts.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { OVERLAP_MS } from '#renderer/features/token/dial/dial.ts'
import { stateNow } from '#renderer/model/clock/countdown.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { isNotWhitelisted, type WechatProblem } from '#renderer/model/not-whitelisted.ts'
import { isAlive } from '#renderer/model/token-status.ts'

/** The refusal that leaves an account without a living token: its screen is then about that, and nothing else. */
export function useRefused(account: AccountView): WechatProblem | undefined {
  const { value: token, receivedAt } = useAccountSnapshot('token', account.id) ?? { value: undefined, receivedAt: 0 }
  const overlaps = useStepsLeft({ remainingMs: token?.remainingMs ?? 0, receivedAt }, OVERLAP_MS)
  if (!token || account.family === 'pasted' || account.secret !== 'held') return undefined
  const problem = token.lastFailure?.problem
  const state = token.endKnown ? stateNow(token.state, overlaps) : token.state
  return problem && isNotWhitelisted(problem) && !isAlive(state) ? problem : undefined
}
