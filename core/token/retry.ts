import type { Problem } from '../../contract/problem.ts'
import { classify } from '../wechat/errcodes.ts'

const MINUTE_MS = 60_000

/**
 * Ms until a renewal that failed with `problem` for the `attempt`th time in a row may be tried again; `undefined` when
 * that would give the same answer. A burst of tries while WeChat is busy (-1) has already been made by the client.
 */
export function retryAfter(problem: Problem, attempt: number, family: 'stable' | 'classic'): number | undefined {
  if (problem.code === 'wechat') {
    const isTransient = problem.errcode === 45011 || classify(problem.errcode, 'token').kind === 'busy'
    return isTransient ? MINUTE_MS : undefined
  }
  if (isLocal(problem)) return undefined
  if (problem.code === 'cancelled') return MINUTE_MS
  // A classic request that was lost on the way may have arrived: each one retires another token.
  if (family === 'classic') return MINUTE_MS
  return Math.min(MINUTE_MS, 1_000 * 2 ** (attempt - 1))
}

/** Refused by the console itself, and not because the sandbox is starting. */
function isLocal({ code }: Problem): boolean {
  return code === 'secret-needed' || code === 'account-not-found' || code === 'read-only'
}
