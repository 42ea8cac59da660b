import type { Problem, ProblemCode } from '#contract/problem.ts'
import { failureInfoOf } from '#contract/pure/explain/failure-info.ts'
import type { RenewalWait } from '#contract/token.ts'
import { classify } from '#core/wechat/errcodes.ts'

const MINUTE_MS = 60_000

export interface Retry {
  /** What has to come first, or to pass. */
  waitsFor: RenewalWait
  /** Absent when a try gives the same answer until a person acts. */
  afterMs?: number
}

/** What a renewal waits for after these; after any other code for a reply that can be used. */
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
 * When a renewal that failed with `problem` for the `attempt`th time in a row is tried again. Of what WeChat answers,
 * the table of its errcodes knows what passes (`core/wechat/errcodes.ts`).
 */
export function retryOf(problem: Problem, attempt: number, harmsProduction: boolean): Retry {
  const waitsFor = waits[problem.code] ?? (failureInfoOf(problem).class === 'console' ? 'console' : 'network')
  if (needsPerson(problem)) return { waitsFor: 'person' }
  // A request that was lost on the way may have arrived, and retired a token; nothing is sent while the vault is away.
  const isSlow = waitsFor === 'wechat' || problem.code === 'cancelled' || (harmsProduction && waitsFor !== 'vault')
  return { waitsFor, afterMs: isSlow ? MINUTE_MS : Math.min(MINUTE_MS, 1_000 * 2 ** (attempt - 1)) }
}

function needsPerson(problem: Problem): boolean {
  if (problem.code === 'wechat') return !classify(problem.errcode, 'token').passes
  // What only a keyring keeps from being read may be there the next time.
  if (problem.code === 'secret-needed') return problem.reason !== 'cannot-decrypt'
  return problem.code === 'account-not-found' || problem.code === 'read-only'
}
