import { useSyncExternalStore } from 'react'
import { type Reading, stepsLeft, watchSteps } from './countdown.ts'
import { pageClock } from './page-clock.ts'

/** Steps of life left. What uses it is drawn again when that number changes, and not before. */
export function useStepsLeft({ remainingMs, receivedAt }: Reading, stepMs: number): number {
  const reading = { remainingMs, receivedAt }
  return useSyncExternalStore(
    (notify) => watchSteps(reading, stepMs, notify),
    () => stepsLeft(reading, stepMs, pageClock.now()),
  )
}

/** Full steps since something began that was `forMs` old when the snapshot came. */
export function useStepsSince(receivedAt: number, stepMs: number, forMs = 0): number {
  return useSyncExternalStore(
    (notify) => {
      const timer = setInterval(() => pageClock.running() && notify(), stepMs)
      return () => clearInterval(timer)
    },
    () => Math.floor((forMs + Math.max(0, pageClock.now() - receivedAt)) / stepMs),
  )
}
