import type { Clock } from '#core/kernel/clock/clock.ts'
import { pauseFor } from '#core/kernel/clock/pause.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import {
  BLIND_PAUSE_MS,
  planOf,
  progressOf,
  type RenewalProgress,
  type RenewalState,
  type RenewalTarget,
} from './plan.ts'
import { retryOf } from './retry-policy.ts'

/** Between two renewals that went well at least, whatever lives WeChat hands out. */
const LEAST_GAP_MS = 30_000
/** After sleep everything is due at once: it leaves at a random moment of this time. */
const SPREAD_MS = 2_000
/** A renewal leaves up to this share of its margin later than it could, so that consoles do not ask in step. */
const JITTER_SHARE = 0.2
/** Timers hold no more than 24 days; a long wait is looked at again. */
const LONGEST_PAUSE_MS = 3_600_000
/** What takes longer will not come any more: a disk or a keyring that does not answer. The client's limits are shorter. */
const LONGEST_TRY_MS = 15 * 60_000

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
  /** A token has come. Unless it is what this renewal asked for, one that waits for a person goes on. */
  tokenObtained(): void
  /** What the token is fetched with has changed: a renewal that waits for a person goes on. */
  reset(): void
  /** The token may be due at another moment. */
  reschedule(): void
  stop(): void
}

/**
 * Renews one token until stopped, and by nothing else does it end: one timer, one request at a time. A failure of any
 * kind leaves the living token and is tried again by its class, or waits for a person until it is reset.
 */
export function startRenewal(target: RenewalTarget, { random, log, changed }: RenewalDeps): Renewal {
  const { clock } = target
  const stopped = new AbortController()
  let pause = new AbortController()
  let trial = new AbortController()
  /** How often it was reset: what failed with the secret of before says nothing of the new one. */
  let resets = 0
  const soon = () => clock.monotonic() + random() * SPREAD_MS
  const state: RenewalState = { ...fresh, jitter: random() * JITTER_SHARE, notBefore: soon() }

  /** Whoever draws the page is no reason to stop. */
  function notify(): void {
    try {
      changed()
    } catch {
      log.error('a change of a renewal was not shown')
    }
  }

  async function rest(ms: number | undefined): Promise<void> {
    pause = new AbortController()
    if (stopped.signal.aborted) return
    notify()
    await pauseFor(clock, ms === undefined ? undefined : Math.min(ms, LONGEST_PAUSE_MS), pause.signal)
  }

  async function act(action: 'renew' | 'probe'): Promise<void> {
    const resetsBefore = resets
    state.running = action
    notify()
    try {
      trial = new AbortController()
      await withinLimit(clock, target[action], trial)
      const isSettled = action === 'probe' && target.token().state !== 'unverified'
      const notBefore = clock.monotonic() + (isSettled ? 0 : LEAST_GAP_MS)
      Object.assign(state, { ...fresh, jitter: random() * JITTER_SHARE, notBefore })
    } catch (error) {
      if (stopped.signal.aborted) return
      const afterMs = fail(state, error, target, log)
      if (resets === resetsBefore) state.needsPerson = afterMs === undefined
      state.notBefore = clock.monotonic() + (afterMs ?? 0)
    } finally {
      state.running = undefined
    }
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      try {
        const next = planOf(target, state)
        if (next && next.inMs <= 0) await act(next.action)
        else await rest(next?.inMs)
      } catch (error) {
        // The plan itself could not be made.
        await rest(fail(state, error, target, log) ?? BLIND_PAUSE_MS)
      }
    }
  }

  function reset(): void {
    resets++
    Object.assign(state, { ...fresh, running: state.running, notBefore: clock.monotonic() })
    pause.abort()
  }

  void run()
  return {
    view: () => progressOf(target, state),
    wake() {
      state.notBefore = Math.max(state.notBefore, soon())
      pause.abort()
    },
    tokenObtained() {
      if (state.running !== 'renew') reset()
    },
    reset,
    reschedule: () => pause.abort(),
    stop() {
      for (const control of [stopped, trial, pause]) control.abort()
    },
  }
}

const fresh = { attempt: 0, problem: undefined, needsPerson: false, running: undefined }

/** Names the failure, and answers how long to wait for the next try; `undefined` when a person has to act first. */
function fail(state: RenewalState, error: unknown, { harmsProduction }: RenewalTarget, log: Log): number | undefined {
  state.attempt++
  if (error instanceof ProblemError) state.problem = error.problem
  else {
    state.problem = { code: 'console-failed', retry: 'backoff' }
    log.error('a renewal failed', { error: error instanceof Error ? error.stack : typeof error })
  }
  return retryOf(state.problem, state.attempt, harmsProduction).afterMs
}

/** Ends the run by `trial` when it takes longer than {@link LONGEST_TRY_MS}. */
async function withinLimit(
  clock: Clock,
  run: (signal: AbortSignal) => Promise<unknown>,
  trial: AbortController,
): Promise<void> {
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
