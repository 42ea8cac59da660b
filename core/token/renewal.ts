import type { Problem } from '../../contract/problem.ts'
import type { ProbeResult, RenewalView, TokenView } from '../../contract/token.ts'
import type { Clock, Log } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'
import { retryAfter } from './retry.ts'
import { renewalMarginMs } from './token-life.ts'

/** At least so long between two renewals that went well, whatever lives WeChat hands out. */
const LEAST_GAP_MS = 30_000
/** After sleep everything is due at once: it leaves spread over so long. */
const SPREAD_MS = 2_000
/** A renewal leaves up to so much of its margin later than it could, so that consoles do not ask in step. */
const JITTER_SHARE = 0.2
/** Timers hold no more than 24 days; a long wait is looked at again. */
const LONGEST_PAUSE_MS = 3_600_000

/** A token to keep alive. */
export interface Subject {
  family: 'stable' | 'classic'
  clock: Clock
  token(): Pick<TokenView, 'state' | 'remainingMs' | 'lifetimeMs' | 'endKnown'>
  /** Asks WeChat for a token, joining whoever asks already. */
  renew(signal: AbortSignal): Promise<void>
  probe(signal: AbortSignal): Promise<ProbeResult>
}

/** The shown part of a renewal; the mode is the account's. */
export type RenewalProgress = Omit<RenewalView, 'mode'>

export interface RenewalDeps {
  /** From 0 to 1. */
  random(): number
  log: Log
  changed(): void
}

export interface Renewal {
  view(): RenewalProgress
  /** The clocks have moved: what is due leaves within {@link SPREAD_MS}, the rest is timed anew. */
  wake(): void
  /** The token or what it is fetched with has changed: a renewal that had stopped starts again. */
  touch(): void
  /** The token may be due at another moment. */
  replan(): void
  stop(): void
}

/** What to do next, and in how many ms; nothing until woken when `undefined`. */
type Plan = { action: 'renew' | 'probe'; inMs: number } | undefined

/**
 * Keeps one token alive until stopped: one timer, one request at a time. A failure leaves the living token and is tried
 * again by its class, or stops the renewal until it is touched.
 */
export function startRenewal(subject: Subject, { random, log, changed }: RenewalDeps): Renewal {
  const { clock, family } = subject
  const control = new AbortController()
  let pause = new AbortController()
  let jitter = random() * JITTER_SHARE
  let attempt = 0
  let problem: Problem | undefined
  let isStopped = false
  let isRenewing = false
  /** On the monotonic clock. */
  let notBefore = spreadFromNow()

  function spreadFromNow(): number {
    return clock.monotonic() + random() * SPREAD_MS
  }

  function plan(): Plan {
    const token = subject.token()
    if (isStopped) return undefined
    // Whole ms: a timer cannot wait for a part of one.
    const inMs = Math.ceil(Math.max(dueIn(token), notBefore - clock.monotonic(), 0))
    switch (token.state) {
      case 'none':
        return family === 'stable' ? { action: 'renew', inMs } : undefined
      case 'superseded':
        // Somebody else fetches classic tokens too: to go on would be a war of the two.
        return family === 'stable' ? { action: 'renew', inMs } : undefined
      case 'unverified':
        return { action: family === 'stable' ? 'renew' : 'probe', inMs }
      default:
        return { action: 'renew', inMs }
    }
  }

  function dueIn({ state, remainingMs, lifetimeMs, endKnown }: ReturnType<Subject['token']>): number {
    const hasLife = (state === 'live' || state === 'expiring') && endKnown
    return hasLife ? remainingMs - renewalMarginMs(lifetimeMs) * (1 - jitter) : 0
  }

  async function rest(ms: number | undefined): Promise<void> {
    pause = new AbortController()
    const { signal } = pause
    if (control.signal.aborted) return
    changed()
    if (ms !== undefined) return clock.sleep(Math.min(ms, LONGEST_PAUSE_MS), signal).catch(() => {})
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  async function act(action: 'renew' | 'probe'): Promise<void> {
    isRenewing = true
    changed()
    try {
      if (action === 'probe') await subject.probe(control.signal)
      else await subject.renew(control.signal)
      attempt = 0
      problem = undefined
      jitter = random() * JITTER_SHARE
      notBefore = clock.monotonic() + (action === 'renew' ? LEAST_GAP_MS : 0)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      attempt++
      problem = error.problem
      const waitMs = retryAfter(problem, attempt, family)
      if (waitMs === undefined) isStopped = true
      else notBefore = clock.monotonic() + waitMs
    } finally {
      isRenewing = false
    }
  }

  async function run(): Promise<void> {
    while (!control.signal.aborted) {
      const next = plan()
      if (next && next.inMs <= 0) await act(next.action)
      else await rest(next?.inMs)
    }
  }

  run().catch(() => {
    isStopped = true
    log.error('a renewal broke off')
  })

  return {
    view() {
      if (isRenewing) return { state: 'renewing', ...(attempt > 0 && { attempt }) }
      const next = plan()
      const failed = problem && { problem, attempt }
      if (isStopped || (next === undefined && subject.token().state === 'superseded'))
        return { state: 'stopped', ...failed }
      const nextInMs = next && { nextInMs: next.inMs }
      return failed ? { state: 'retrying', ...nextInMs, ...failed } : { state: 'waiting', ...nextInMs }
    },
    wake() {
      notBefore = Math.max(notBefore, spreadFromNow())
      pause.abort()
    },
    touch() {
      isStopped = false
      attempt = 0
      problem = undefined
      notBefore = clock.monotonic()
      pause.abort()
    },
    replan: () => pause.abort(),
    stop() {
      control.abort()
      pause.abort()
    },
  }
}
