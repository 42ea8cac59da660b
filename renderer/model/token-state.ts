import type { TokenState, TokenView } from '#contract/token.ts'
import type { Stamped } from '#renderer/bridge/stores.ts'
import { useStepsLeft } from './clock/use-countdown.ts'

/** In the last five minutes a renewal overlaps: old and new token both work. */
export const OVERLAP_MS = 5 * 60_000

const HOUR_MS = 60 * 60_000

/** What a full turn of the dial stands for: the lifetime in whole hours, however long it is. */
export function scaleMs(lifetimeMs: number): number {
  return Math.max(1, Math.ceil(lifetimeMs / HOUR_MS)) * HOUR_MS
}

export function isAlive(state: TokenState): state is 'live' | 'expiring' {
  return state === 'live' || state === 'expiring'
}

/** The state as time passes between snapshots; `overlaps` is the life left in steps of five minutes. */
export function stateNow(state: TokenState, overlaps: number): TokenState {
  if (state === 'none' || state === 'superseded' || state === 'unverified') return state
  if (overlaps === 0) return 'expired'
  return overlaps === 1 ? 'expiring' : 'live'
}

/** The state of an account's token now; `none` before its first snapshot. */
export function useTokenState(token: Stamped<TokenView> | undefined): TokenState {
  const remainingMs = token?.value.life?.remainingMs ?? 0
  const overlaps = useStepsLeft({ remainingMs, receivedAt: token?.receivedAt ?? 0 }, OVERLAP_MS)
  if (!token) return 'none'
  return token.value.life ? stateNow(token.value.state, overlaps) : token.value.state
}
