import type { Clock } from './clock.ts'
import { pauseFor } from './pause.ts'

const LONGEST_PAUSE_MS = 60_000

export interface RetryLoopOptions {
  clock: Clock
  /** Before the first attempt; doubled after each, up to a minute. */
  firstPauseMs: number
  isNeeded(): boolean
  /** Must not reject. */
  attempt(): Promise<void>
  /** Ends the loop for good. */
  signal: AbortSignal
}

/**
 * Attempts something again and again, after growing pauses, as long as that is needed. Answers what to call whenever
 * `isNeeded` may have changed: it starts the loop, or ends it.
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
