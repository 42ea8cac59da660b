import type { Problem } from '#contract/problem.ts'
import { failureInfoOf } from '#contract/pure/explain/failure-info.ts'
import type { RenewalWait } from '#contract/token.ts'
import { classify } from '#core/wechat/errcodes.ts'

const MINUTE_MS = 60_000

/**
 * Ms until a renewal that failed with `problem` for the `attempt`th time in a row may be tried again; `undefined` when
 * that would give the same answer until a person acts. A burst of tries while WeChat is busy (-1) has already been made
 * by the client.
 */
export function retryAfter(problem: Problem, attempt: number, family: 'stable' | 'classic'): number | undefined {
  if (problem.code === 'wechat') {
    const isTransient = problem.errcode === 45011 || classify(problem.errcode, 'token').kind === 'busy'
    return isTransient ? MINUTE_MS : undefined
  }
  if (needsPerson(problem)) return undefined
  if (problem.code === 'cancelled') return MINUTE_MS
  // A classic request that was lost on the way may have arrived: each one retires another token.
  if (family === 'classic' && waitFor(problem) !== 'vault') return MINUTE_MS
  return Math.min(MINUTE_MS, 1_000 * 2 ** (attempt - 1))
}

/** Refused by the console itself; what only a keyring keeps from being read may be there the next time. */
function needsPerson(problem: Problem): boolean {
  if (problem.code === 'secret-needed') return problem.reason !== 'cannot-decrypt'
  return problem.code === 'account-not-found' || problem.code === 'read-only'
}

/** What a renewal that failed with `problem`, and is tried again, waits for. */
export function waitFor(problem: Problem): RenewalWait {
  switch (problem.code) {
    case 'vault-unreadable':
    case 'secret-needed':
      return 'vault'
    case 'proxy-password-needed':
    case 'system-proxy-invalid':
    case 'ca-file-invalid':
    case 'sandbox-unavailable':
      return 'settings'
    case 'wechat':
      return 'wechat'
    default:
      return failureInfoOf(problem).class === 'console' ? 'console' : 'network'
  }
}
