import {
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  FlaskConical,
  Hourglass,
  RefreshCw,
  ReplaceAll,
} from 'lucide-react'
import type { TokenState } from '#contract/token.ts'
import { isAlive } from '#renderer/model/token-state.ts'
import type { IconType } from '#renderer/ui/figures/icon.tsx'

/** How a token looks: its state, that it is being fetched, or that it is live only in the sandbox. */
export type TokenStatus = TokenState | 'fetching' | 'sandbox'

export const statusIcons: Record<TokenStatus, IconType> = {
  none: CircleDashed,
  fetching: RefreshCw,
  live: CircleCheck,
  expiring: Hourglass,
  expired: CircleX,
  superseded: ReplaceAll,
  unverified: CircleQuestionMark,
  sandbox: FlaskConical,
}

/** A fetch that renews a living token leaves its dial alone. */
export function statusOf(state: TokenState, fetching: boolean, sandbox: boolean): TokenStatus {
  if (isAlive(state)) return sandbox ? 'sandbox' : state
  return fetching ? 'fetching' : state
}
