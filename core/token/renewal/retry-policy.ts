import type { Problem, ProblemCode } from '#contract/problem.ts'
import { failureInfoOf } from '#contract/pure/explain/failure-info.ts'
import type { RenewalWait } from '#contract/token.ts'
import { classify } from '#core/wechat/errcodes.ts'

const MINUTE_MS = 60_000

export interface Retry {
  /** What a retry waits for, beside the pause. */
  waitsFor: RenewalWait
  /** Absent when a retry gives the same answer until a person acts. */
  afterMs?: number
}

/** What a renewal waits for after these problems; after any other, a usable reply, or the console itself. */
const waits: Partial<Record<ProblemCode, RenewalWait>> = {
  wechat: 'wechat',
  'vault-unreadable': 'vault',
  'secret-needed': 'vault',
  'proxy-password-needed': 'settings',
  'system-proxy-invalid': 'settings',
  'ca-file-invalid': 'settings',
  'sandbox-unavailable': 'settings',
}

/**
 * The retry after the `attempt`th failure in a row, with `problem`. For errcodes, the table in
 * `core/wechat/errcodes.ts` says which ones pass.
 */
export function retryOf(problem: Problem, attempt: number, harmsProduction: boolean): Retry {
  const waitsFor = waits[problem.code] ?? (failureInfoOf(problem).class === 'console' ? 'console' : 'network')
  if (needsPerson(problem)) return { waitsFor: 'person' }
  // A lost request may have arrived and invalidated a token; nothing is sent while the vault cannot be read.
  const isSlow = waitsFor === 'wechat' || problem.code === 'cancelled' || (harmsProduction && waitsFor !== 'vault')
  return { waitsFor, afterMs: isSlow ? MINUTE_MS : Math.min(MINUTE_MS, 1_000 * 2 ** (attempt - 1)) }
}

function needsPerson(problem: Problem): boolean {
  if (problem.code === 'wechat') return !classify(problem.errcode, 'token').passes
  // A secret that only the keyring cannot decrypt may be readable at the next attempt.
  if (problem.code === 'secret-needed') return problem.reason !== 'cannot-decrypt'
  return problem.code === 'account-not-found' || problem.code === 'read-only'
}
