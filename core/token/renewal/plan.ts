import type { Problem } from '#contract/problem.ts'
import type { ProbeResult, RenewalView, TokenStanding } from '#contract/token.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { renewalMarginMs } from '#core/token/cell/token-life.ts'
import { retryOf } from './retry-policy.ts'

/** Pause in ms when the clocks are unusable. */
export const BLIND_PAUSE_MS = 60_000

/** A token with auto-renew. */
export interface RenewalTarget {
  /** Each renewal invalidates a token that production may be using. */
  harmsProduction: boolean
  clock: Clock
  token(): TokenStanding
  /** The held token is unknown, since the vault could not be read yet. */
  isUnread(): boolean
  /** Fetches a token, joining a running fetch. */
  renew(signal: AbortSignal): Promise<void>
  probe(signal: AbortSignal): Promise<ProbeResult>
}

/** The state of a renewal between two requests. */
export interface RenewalState {
  /** Random delay of a renewal, as a share of its margin from 0 to {@link JITTER_SHARE}. */
  jitter: number
  /** Earliest time of the next request, in ms on the monotonic clock. */
  notBefore: number
  /** Number of failed attempts in a row, the last one with `problem`. */
  attempt: number
  problem: Problem | undefined
  needsPerson: boolean
  running: 'renew' | 'probe' | undefined
}

/** The next action, and the ms until it; nothing until woken when `undefined`. */
export type Plan = { action: 'renew' | 'probe'; inMs: number } | undefined

export function planOf({ token, clock, harmsProduction }: RenewalTarget, state: RenewalState): Plan {
  const standing = token()
  if (state.needsPerson) return undefined
  const waitMs = Math.max(dueIn(standing, state.jitter), state.notBefore - clock.monotonic(), 0)
  // Whole ms: timers have no fractions.
  const inMs = Number.isNaN(waitMs) ? BLIND_PAUSE_MS : Math.ceil(waitMs)
  if (!harmsProduction) return { action: 'renew', inMs }
  // A superseded token means that another program fetches too: renewing would invalidate its token, and it ours, in
  // turn.
  if (standing.state === 'none' || standing.state === 'superseded') return undefined
  return { action: standing.state === 'unverified' ? 'probe' : 'renew', inMs }
}

function dueIn(standing: TokenStanding, jitter: number): number {
  const isCounting = standing.state === 'live' || standing.state === 'expiring'
  if (!isCounting || !standing.life) return 0
  const { remainingMs, lifetimeMs } = standing.life
  return remainingMs - renewalMarginMs(lifetimeMs) * (1 - jitter)
}

/** The shown part of a renewal; the mode is the account's. */
export type RenewalProgress = Omit<RenewalView, 'mode'>

export function progressOf(target: RenewalTarget, state: RenewalState): RenewalProgress {
  const { attempt, problem, needsPerson, running } = state
  const failure = problem && { problem, attempt }
  if (running) return { state: 'renewing', ...(attempt > 0 && { attempt }) }
  const next = planOf(target, state)
  if (next) {
    const nextInMs = { nextInMs: next.inMs }
    if (!problem) return { state: 'waiting', ...nextInMs }
    const { waitsFor } = retryOf(problem, attempt, target.harmsProduction)
    return { state: 'retrying', waitsFor, ...nextInMs, ...failure }
  }
  if (!needsPerson && target.token().state === 'none') {
    return { state: 'waiting', waitsFor: target.isUnread() ? 'vault' : 'first-token', ...failure }
  }
  return { state: 'stopped', waitsFor: 'person', ...failure }
}
