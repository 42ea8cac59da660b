import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { TokenView } from '#contract/token.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Account } from '#core/model/account.ts'
import type { Input } from '#core/model/module.ts'
import { wrongFamily } from '#core/token/sources/token-source.ts'

export type FetchOptions = Omit<Input<'token', 'fetch'>, 'accountId'>

/**
 * Throws when a fetch needs a confirmation (`confirm-classic`, `confirm-force`) or is not possible (`force-too-soon`,
 * `wrong-family`). `view` is the account's current one.
 */
export function assertConfirmed({ tokenSource }: Account, { confirmed, force }: FetchOptions, view: TokenView): void {
  const { canRenew, harmsProduction } = sourceTraits(tokenSource)
  if (!canRenew) throw wrongFamily('pasted-is-not-fetched')
  if (force) assertForced(confirmed, view)
  else if (harmsProduction && !confirmed) {
    throw new ProblemError({ code: 'confirm-classic', ...liveTokenInfo(view), retry: 'never' })
  }
}

function assertForced(confirmed: boolean, view: TokenView): void {
  if (!view.force) throw wrongFamily('only-stable-is-forced')
  const { usedToday, limit, waitMs } = view.force
  if (!confirmed) {
    const { liveSince } = liveTokenInfo(view)
    const since = liveSince !== undefined && { liveSince }
    throw new ProblemError({ code: 'confirm-force', usedToday, limit, waitMs, ...since, retry: 'never' })
  }
  if (waitMs > 0) throw forceTooSoon(waitMs)
}

/** The tokens that a fetch would invalidate, as far as this console knows. */
function liveTokenInfo(view: TokenView): { liveSince?: number; remainingMs?: number } {
  if (view.state !== 'live' && view.state !== 'expiring') return {}
  return { liveSince: view.obtainedAt, remainingMs: view.life?.remainingMs ?? 0 }
}

export function noToken(): ProblemError {
  return new ProblemError({ code: 'no-token', retry: 'never' })
}

export function forceTooSoon(waitMs: number): ProblemError {
  return new ProblemError({ code: 'force-too-soon', waitMs, retry: 'never' })
}
