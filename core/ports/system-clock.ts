import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../ports.ts'

/** The machine's own clocks, for both hosts. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  every(ms, run) {
    const timer = setInterval(run, ms)
    timer.unref()
    return () => clearInterval(timer)
  },
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, signal ? { signal } : undefined)
    } catch {
      // The caller's own reason, not the AbortError of timers/promises that wraps it.
      throw signal?.reason
    }
  },
}
