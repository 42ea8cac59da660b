import type { Problem } from '#contract/problem.ts'

/** Carries a {@link Problem} through core; the router turns it into the declared error. Its message holds the code only. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'ProblemError'
    this.problem = problem
  }
}
