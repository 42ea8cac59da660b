import { ORPCError } from '@orpc/client'
import type { Failure, Problem } from '#contract/problem.ts'

/** The declared problem of a failed call, if it is one. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ORPCError && error.defined && error.code === 'PROBLEM' ? (error.data as Problem) : undefined
}

/** For errors of calls that the page did not cancel itself. */
export function failureOf(error: unknown): Failure {
  return problemOf(error) ?? { code: isLost(error) ? 'host-lost' : 'internal' }
}

/** `fetch` says TypeError when nothing answers, a closed link AbortError. */
function isLost(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'AbortError')
}
