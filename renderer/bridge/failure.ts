import { ORPCError } from '@orpc/client'
import type { Problem } from '#contract/problem.ts'

/** How a call failed. `host-lost`: it did not reach the host. `internal`: the host has logged what. */
export type Failure = Problem | { code: 'host-lost' } | { code: 'internal' }

/** The declared problem of a failed call, if it is one. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ORPCError && error.defined && error.code === 'PROBLEM' ? (error.data as Problem) : undefined
}

/** The exchange that a failed call was recorded as. */
export function exchangeIdOf(failure: Failure): number | undefined {
  return 'exchangeId' in failure ? failure.exchangeId : undefined
}

/** For errors of calls that the page did not cancel itself. */
export function failureOf(error: unknown): Failure {
  return problemOf(error) ?? { code: isLost(error) ? 'host-lost' : 'internal' }
}

/** `fetch` says TypeError when nothing answers, a closed link AbortError. */
function isLost(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.name === 'AbortError')
}
