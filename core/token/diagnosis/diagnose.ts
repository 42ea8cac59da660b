import type { Diagnosis, Evidence, Verdict } from '#contract/token.ts'

type Fact<F extends Evidence['fact']> = Extract<Evidence, { fact: F }>

/** Ms for which both tokens work after a newer one was fetched. */
const OVERLAP_MS = 5 * 60_000

/**
 * The diagnosis of a token from its evidence; docs/token.md has it as a table. The first matching row decides, and a
 * verdict requires that the evidence allows no other explanation. `now`: when the diagnosis was requested, epoch ms on
 * the account's clock.
 */
export function diagnose(evidence: Evidence[], now: number): Diagnosis {
  const verdict = verdictOf(evidence)
  const between = whenOf(verdict, evidence, now)
  return { verdict, ...(between && { between }), evidence }
}

function verdictOf(evidence: Evidence[]): Verdict {
  const has = (fact: Evidence['fact']) => evidence.some((one) => one.fact === fact)
  const probe = find(evidence, 'probe')
  const errcode = probe?.outcome === 'refused' ? probe.errcode : find(evidence, 'refused')?.errcode
  const isSuperseded = errcode === 40001 || errcode === 40014

  if (probe?.outcome === 'works') return 'works'
  if (has('shape') && !has('held') && !has('formerly-held')) return 'malformed'
  if (errcode === 42001 || find(evidence, 'ends')?.passed) return 'expired'
  if (has('held-by-other')) return 'other-account'
  if (!isSuperseded) return 'unknown'
  const replaced = find(evidence, 'replaced')
  if (replaced) return replaced.source === 'forced' ? 'force-refreshed-here' : 'replaced-here'
  const obtained = find(evidence, 'obtained')
  // Fetched with this account's own AppSecret, not expired, and nothing newer known here: another client has fetched.
  return has('held') && obtained && obtained.source !== 'pasted' && has('ends') ? 'superseded-by-other' : 'unknown'
}

function whenOf(verdict: Verdict, evidence: Evidence[], now: number): Diagnosis['between'] {
  const replaced = find(evidence, 'replaced')
  const ends = find(evidence, 'ends')
  if (replaced && (verdict === 'replaced-here' || verdict === 'force-refreshed-here')) return moment(replaced.at)
  if (verdict === 'expired' && ends?.passed) return moment(ends.at)
  if (verdict !== 'superseded-by-other') return undefined
  const obtainedAt = find(evidence, 'obtained')?.at ?? now
  const worked = find(evidence, 'worked')
  // While it still worked, a newer one can have existed for as long as the overlap.
  const from = worked ? Math.max(obtainedAt, worked.at - OVERLAP_MS) : obtainedAt
  return { from, to: Math.max(from, find(evidence, 'refused')?.at ?? now) }
}

const moment = (at: number) => ({ from: at, to: at })

function find<F extends Evidence['fact']>(evidence: Evidence[], fact: F): Fact<F> | undefined {
  return evidence.find((one): one is Fact<F> => one.fact === fact)
}
