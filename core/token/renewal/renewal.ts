import type { Problem } from '#contract/problem.ts'
import type { ProbeResult, RenewalView, TokenView } from '#contract/token.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { pauseFor } from '#core/kernel/clock/pause.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { renewalMarginMs } from '#core/token/token-life.ts'
import { retryAfter, waitFor } from './retry.ts'

/** At least so long between two renewals that went well, whatever lives WeChat hands out. */
const LEAST_GAP_MS = 30_000
/** After sleep everything is due at once: it leaves spread over so long. */
const SPREAD_MS = 2_000
/** A renewal leaves up to so much of its margin later than it could, so that consoles do not ask in step. */
const JITTER_SHARE = 0.2
/** Timers hold no more than 24 days; a long wait is looked at again. */
const LONGEST_PAUSE_MS = 3_600_000
/** What takes so long will not come any more: a disk or a keyring that does not answer. The client's limits are shorter. */
const LONGEST_TRY_MS = 15 * 60_000
/** When the clocks say nothing that can be counted with. */
const BLIND_PAUSE_MS = 60_000

/** A token to keep alive. */
export interface Subject {
  family: 'stable' | 'classic'
  clock: Clock
  token(): Pick<TokenView, 'state' | 'remainingMs' | 'lifetimeMs' | 'endKnown'>
  /** Nobody knows what is held, since the vault could not be read yet. */
  isUnread(): boolean
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
  /** The token or what it is fetched with has changed: a renewal that waits for a person goes on. */
  touch(): void
  /** The token may be due at another moment. */
  replan(): void
  stop(): void
}

/** What to do next, and in how many ms; nothing until woken when `undefined`. */
type Plan = { action: 'renew' | 'probe'; inMs: number } | undefined

/**
 * Keeps one token alive until stopped, and by nothing else does it end: one timer, one request at a time. A failure of
 * any kind leaves the living token and is tried again by its class, or waits for a person until touched.
 */
export function startRenewal(subject: Subject, { random, log, changed }: RenewalDeps): Renewal {
  const { clock, family } = subject
  const control = new AbortController()
  let pause = new AbortController()
  let trial = new AbortController()
  let jitter = random() * JITTER_SHARE
  let attempt = 0
  let problem: Problem | undefined
  let needsPerson = false
  let isRenewing = false
  /** How often it was touched: what failed with the secret of before says nothing of the new one. */
  let touches = 0
  /** On the monotonic clock. */
  let notBefore = spreadFromNow()

  function spreadFromNow(): number {
    return clock.monotonic() + random() * SPREAD_MS
  }

  function plan(): Plan {
    const token = subject.token()
    if (needsPerson) return undefined
    const waitMs = Math.max(dueIn(token), notBefore - clock.monotonic(), 0)
    // Whole ms: a timer cannot wait for a part of one.
    const inMs = Number.isNaN(waitMs) ? BLIND_PAUSE_MS : Math.ceil(waitMs)
    if (family === 'stable') return { action: 'renew', inMs }
    // Somebody else fetches classic tokens, too, when one is superseded: to go on would be a war of the two.
    if (token.state === 'none' || token.state === 'superseded') return undefined
    return { action: token.state === 'unverified' ? 'probe' : 'renew', inMs }
  }

  function dueIn({ state, remainingMs, lifetimeMs, endKnown }: ReturnType<Subject['token']>): number {
    const hasLife = (state === 'live' || state === 'expiring') && endKnown
    return hasLife ? remainingMs - renewalMarginMs(lifetimeMs) * (1 - jitter) : 0
  }

  async function rest(ms: number | undefined): Promise<void> {
    pause = new AbortController()
    if (control.signal.aborted) return
    tell()
    await pauseFor(clock, ms === undefined ? undefined : Math.min(ms, LONGEST_PAUSE_MS), pause.signal)
  }

  /** Whoever draws the page is no reason to stop. */
  function tell(): void {
    try {
      changed()
    } catch {
      log.error('a change of a renewal was not shown')
    }
  }

  async function act(action: 'renew' | 'probe'): Promise<void> {
    const touchedBefore = touches
    isRenewing = true
    tell()
    try {
      await withinLimit(action === 'probe' ? subject.probe : subject.renew)
      attempt = 0
      problem = undefined
      jitter = random() * JITTER_SHARE
      const isSettled = action === 'probe' && subject.token().state !== 'unverified'
      notBefore = clock.monotonic() + (isSettled ? 0 : LEAST_GAP_MS)
    } catch (error) {
      if (control.signal.aborted) return
      const waitMs = failed(error)
      if (touches === touchedBefore) needsPerson = waitMs === undefined
      notBefore = clock.monotonic() + (waitMs ?? 0)
    } finally {
      isRenewing = false
    }
  }

  async function withinLimit(run: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    trial = new AbortController()
    const over = pauseFor(clock, LONGEST_TRY_MS, trial.signal).then(() => {
      throw new Error('no end')
    })
    try {
      await Promise.race([run(trial.signal), over])
    } finally {
      over.catch(() => {})
      trial.abort()
    }
  }

  /** Names the failure, and answers how long to wait for the next try. */
  function failed(error: unknown): number | undefined {
    attempt++
    if (error instanceof ProblemError) problem = error.problem
    else {
      problem = { code: 'console-failed', retry: 'backoff' }
      log.error('a renewal failed', { error: error instanceof Error ? error.stack : typeof error })
    }
    return retryAfter(problem, attempt, family)
  }

  async function run(): Promise<void> {
    while (!control.signal.aborted) {
      try {
        const next = plan()
        if (next && next.inMs <= 0) await act(next.action)
        else await rest(next?.inMs)
      } catch (error) {
        // The plan itself could not be made.
        await rest(failed(error) ?? BLIND_PAUSE_MS)
      }
    }
  }

  void run()

  function view(): RenewalProgress {
    const failure = problem && { problem, attempt }
    if (isRenewing) return { state: 'renewing', ...(attempt > 0 && { attempt }) }
    const next = plan()
    if (next) {
      const nextInMs = { nextInMs: next.inMs }
      if (!problem) return { state: 'waiting', ...nextInMs }
      return { state: 'retrying', waitsFor: waitFor(problem), ...nextInMs, ...failure }
    }
    if (!needsPerson && subject.token().state === 'none') {
      return { state: 'waiting', waitsFor: subject.isUnread() ? 'vault' : 'first-token', ...failure }
    }
    return { state: 'stopped', waitsFor: 'person', ...failure }
  }

  return {
    view,
    wake() {
      notBefore = Math.max(notBefore, spreadFromNow())
      pause.abort()
    },
    touch() {
      touches++
      needsPerson = false
      attempt = 0
      problem = undefined
      notBefore = clock.monotonic()
      pause.abort()
    },
    replan: () => pause.abort(),
    stop() {
      control.abort()
      trial.abort()
      pause.abort()
    },
  }
}
