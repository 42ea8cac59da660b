import type { RequestPhase } from '#contract/problem.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { PhaseTimes } from './http.ts'

/** Measures the phases of one request in the order in which they happen. */
export interface Stopwatch {
  /** The phase that runs now; between two phases the last one. */
  phase(): RequestPhase
  /** Ends the running phase and begins this one; nothing happens when it runs already. */
  enter(phase: RequestPhase): void
  /** Ends the running phase. */
  pause(): void
  /** Ends everything. */
  stop(): void
  /** Once it has stopped: the total from the first phase on; a phase that never ran is absent. */
  phases(): PhaseTimes
}

export function startStopwatch(clock: Clock): Stopwatch {
  let started = clock.monotonic()
  let begun = false
  let total = 0
  const spent: Partial<Record<RequestPhase, number>> = {}
  let running: { phase: RequestPhase; since: number } | undefined
  // A request on an idle connection begins with writing.
  let last: RequestPhase = 'send'

  const pause = () => {
    if (running) spent[running.phase] = (spent[running.phase] ?? 0) + clock.monotonic() - running.since
    running = undefined
  }

  return {
    phase: () => last,
    enter(phase) {
      if (running?.phase === phase) return
      pause()
      running = { phase, since: clock.monotonic() }
      last = phase
      // Time that the console itself needs before it dials is not the network's.
      if (!begun) started = running.since
      begun = true
    },
    pause,
    stop() {
      pause()
      total = clock.monotonic() - started
    },
    phases() {
      const rounded = Object.entries(spent).map(([phase, ms]) => [phase, tenths(ms)])
      return { ...Object.fromEntries(rounded), total: tenths(total) }
    },
  }
}

const tenths = (ms: number) => Math.round(ms * 10) / 10
