import type { AccountView } from '#contract/accounts.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import type { RingStatus } from '#renderer/ui/figures/mini-ring.tsx'
import { useStepsLeft } from './clock/use-countdown.ts'
import { isAlive, scaleMs, useTokenState } from './token-state.ts'

const MINUTE_MS = 60_000

type AccountStatus = ReturnType<typeof useAccountStatus>

/** An account's token as the rail shows it; drawn again once a minute. */
export function useAccountStatus(account: AccountView) {
  const token = useAccountSnapshot('token', account.id)
  const reading = { remainingMs: token?.value.life?.remainingMs ?? 0, receivedAt: token?.receivedAt ?? 0 }
  const minutes = useStepsLeft(reading, MINUTE_MS)
  const state = useTokenState(token)
  const life = token?.value.life
  const status: RingStatus = account.origin.kind === 'sandbox' && state === 'live' ? 'sandbox' : state
  return {
    state,
    /** The state, violet while a sandbox token lives. */
    status,
    /** Part of the ring's scale that is left, 0 to 1. */
    share: life ? (minutes * MINUTE_MS) / scaleMs(life.lifetimeMs) : 1,
    /** Whether the minutes mean anything. */
    endKnown: life !== undefined,
    /** Started minutes of life left. */
    minutes,
  }
}

/** `h:mm`; nothing in the states in which nothing counts down: their shape and word say why. */
export function timeLeft({ state, endKnown, minutes }: AccountStatus): string | undefined {
  if (!isAlive(state) || !endKnown) return undefined
  const full = Math.max(0, minutes - 1)
  return `${Math.floor(full / 60)}:${String(full % 60).padStart(2, '0')}`
}
