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

/** Least ms between two successful renewals, whatever `expires_in` WeChat returns. */
const LEAST_GAP_MS = 30_000
/** After sleep every renewal is due at once, so each is sent at a random moment within these ms. */
const SPREAD_MS = 2_000
/** Largest random delay of a renewal, as a share of its margin, so that consoles do not fetch in step. */
const JITTER_SHARE = 0.2
/** Longest timer in ms, since timers hold no more than 24 days; a longer wait is timed again. */
const LONGEST_PAUSE_MS = 3_600_000
/** Longest attempt in ms: a disk or a keyring that takes longer is not answering. The client's limits are shorter. */
const LONGEST_TRY_MS = 15 * 60_000

export interface RenewalDeps {
  /** From 0 to 1. */
  random(): number
  log: Log
  changed(): void
}

export interface Renewal {
  view(): RenewalProgress
  /** The clocks have jumped: a due renewal is sent within {@link SPREAD_MS}, others are timed again. */
  wake(): void
  /** A token was obtained. Unless this renewal fetched it, a stopped renewal starts again. */
  tokenObtained(): void
  /** The credentials have changed: a stopped renewal starts again. */
  reset(): void
  /** The token may be due at another moment. */
  reschedule(): void
  stop(): void
}

/**
 * Renews one token until it is stopped: one timer, one request at a time. No failure ends it: a failure leaves the live
 * token and is retried by its class, or waits for a person until it is reset.
 */
export function startRenewal(target: RenewalTarget, { random, log, changed }: RenewalDeps): Renewal {
  const { clock } = target
  const stopped = new AbortController()
  let pause = new AbortController()
  let trial = new AbortController()
  /** Number of resets: a failure with the former AppSecret says nothing about the new one. */
  let resets = 0
  const soon = () => clock.monotonic() + random() * SPREAD_MS
  const state: RenewalState = { ...fresh, jitter: random() * JITTER_SHARE, notBefore: soon() }

  /** An error in a listener must not stop the renewal. */
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
        // Planning itself failed.
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

/** Records the failure and returns the ms until the next attempt; `undefined` when a person has to act first. */
function fail(state: RenewalState, error: unknown, { harmsProduction }: RenewalTarget, log: Log): number | undefined {
  state.attempt++
  if (error instanceof ProblemError) state.problem = error.problem
  else {
    state.problem = { code: 'console-failed', retry: 'backoff' }
    log.error('a renewal failed', { error: error instanceof Error ? error.stack : typeof error })
  }
  return retryOf(state.problem, state.attempt, harmsProduction).afterMs
}

/** Fails when `run` takes longer than {@link LONGEST_TRY_MS}, and aborts it by `trial`. */
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
