import type { AccountView } from '#contract/accounts.ts'
import type { TokenState, TokenView } from '#contract/token.ts'
import type { Probe } from '#renderer/features/token/fetch/use-probe.ts'
import type { TokenStatus } from './status.ts'

/** An account's token as its panel shows it; every part of the panel gets it whole. */
export interface ShownToken {
  account: AccountView
  view: TokenView
  receivedAt: number
  state: TokenState
  status: TokenStatus
  probe: Probe
}
