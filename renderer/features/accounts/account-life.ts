import type { AccountView } from '../../../contract/accounts.ts'
import type { TokenState } from '../../../contract/token.ts'
import { useAccountSnapshot } from '../../bridge/stores.ts'
import { stateNow } from '../token/countdown.ts'
import { OVERLAP_MS, TICKS, tickMs } from '../token/dial.ts'
import { useStepsLeft } from '../token/use-countdown.ts'
import type { Life } from './mini-ring.tsx'

const MINUTE_MS = 60_000

export interface AccountLife {
  state: TokenState
  /** The state, violet while a sandbox token lives. */
  life: Life
  /** Part of the ring's scale that is left, 0 to 1. */
  share: number
  /** Started minutes of life left. */
  minutes: number
}

/** An account's token as the rail shows it; drawn again once a minute. */
export function useAccountLife(account: AccountView): AccountLife {
  const token = useAccountSnapshot('token', account.id)
  const reading = { remainingMs: token?.value.remainingMs ?? 0, receivedAt: token?.receivedAt ?? 0 }
  const minutes = useStepsLeft(reading, MINUTE_MS)
  const state = token ? stateNow(token.value.state, Math.ceil((minutes * MINUTE_MS) / OVERLAP_MS)) : 'none'
  return {
    state,
    life: account.origin.kind === 'sandbox' && state === 'live' ? 'sandbox' : state,
    share: token ? (minutes * MINUTE_MS) / (tickMs(token.value.lifetimeMs) * TICKS) : 0,
    minutes,
  }
}
