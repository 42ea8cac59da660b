import type { Problem } from '#contract/problem.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'

type WrongFamily = Extract<Problem, { code: 'wrong-family' }>['reason']

/** What was asked of a source that it cannot do. */
export function wrongFamily(reason: WrongFamily): ProblemError {
  return new ProblemError({ code: 'wrong-family', reason, retry: 'never' })
}
