import type { Problem } from '#contract/problem.ts'
import type { TokenView } from '#contract/token.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Account } from '#core/model/account.ts'

export interface FetchOptions {
  /** The person has answered. */
  confirmed: boolean
  force: boolean
}

/**
 * Throws the question that has to be answered before a fetch (`confirm-classic`, `confirm-force`), or why it cannot be
 * (`force-too-soon`, `wrong-family`). `view` is the account's own, as of now.
 */
export function assertAnswered({ family }: Account, { confirmed, force }: FetchOptions, view: TokenView): void {
  if (family === 'pasted') throw wrongFamily('pasted-is-not-fetched')
  if (force) assertForced(confirmed, view)
  else if (family === 'classic' && !confirmed) {
    throw new ProblemError({ code: 'confirm-classic', ...livingOf(view), retry: 'never' })
  }
}

function assertForced(confirmed: boolean, view: TokenView): void {
  if (!view.force) throw wrongFamily('only-stable-is-forced')
  const { usedToday, limit, waitMs } = view.force
  if (!confirmed) {
    const { liveSince } = livingOf(view)
    const since = liveSince !== undefined && { liveSince }
    throw new ProblemError({ code: 'confirm-force', usedToday, limit, waitMs, ...since, retry: 'never' })
  }
  if (waitMs > 0) throw forceTooSoon(waitMs)
}

/** What a fetch would retire, as far as this console knows. */
function livingOf({ state, obtainedAt, remainingMs }: TokenView): { liveSince?: number; remainingMs?: number } {
  const isAlive = state === 'live' || state === 'expiring'
  return isAlive && obtainedAt !== undefined ? { liveSince: obtainedAt, remainingMs } : {}
}

type WrongFamily = Extract<Problem, { code: 'wrong-family' }>['reason']

export function wrongFamily(reason: WrongFamily): ProblemError {
  return new ProblemError({ code: 'wrong-family', reason, retry: 'never' })
}

export function noToken(): ProblemError {
  return new ProblemError({ code: 'no-token', retry: 'never' })
}

export function forceTooSoon(waitMs: number): ProblemError {
  return new ProblemError({ code: 'force-too-soon', waitMs, retry: 'never' })
}
