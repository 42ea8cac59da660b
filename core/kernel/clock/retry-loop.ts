import type { Clock } from './clock.ts'
import { pauseFor } from './pause.ts'

const LONGEST_PAUSE_MS = 60_000

export interface RetryLoopOptions {
  clock: Clock
  /** Pause before the first attempt; doubled after each, up to a minute. */
  firstPauseMs: number
  isNeeded(): boolean
  /** Must not reject. */
  attempt(): Promise<void>
  /** Ends the loop for good. */
  signal: AbortSignal
}

/**
 * Repeats an attempt, after growing pauses, as long as it is needed. Returns a function to call whenever `isNeeded` may
 * have changed: it starts or ends the loop.
 */
export function createRetryLoop({ clock, firstPauseMs, isNeeded, attempt, signal }: RetryLoopOptions): () => void {
  let running: AbortController | undefined

  async function run(ended: AbortSignal): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await pauseFor(clock, pauseMs, ended)
      if (ended.aborted) return
      await attempt()
    }
  }

  return () => {
    if (!isNeeded()) {
      running?.abort()
      running = undefined
    } else if (!running && !signal.aborted) {
      running = new AbortController()
      void run(AbortSignal.any([running.signal, signal]))
    }
  }
}
