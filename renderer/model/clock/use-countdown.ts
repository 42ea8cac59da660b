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

const TENTH_MS = 100

/** Tenths of a second since something began that was `forMs` old when the snapshot came. */
export function useTenthsSince(forMs: number, receivedAt: number): number {
  return useSyncExternalStore(
    (notify) => {
      const timer = setInterval(() => pageClock.running() && notify(), TENTH_MS)
      return () => clearInterval(timer)
    },
    () => Math.floor((forMs + Math.max(0, pageClock.now() - receivedAt)) / TENTH_MS),
  )
}

const MINUTE_MS = 60_000

/** Full minutes since a snapshot came. */
export function useMinutesSince(receivedAt: number): number {
  return useSyncExternalStore(
    (notify) => {
      const timer = setInterval(() => pageClock.running() && notify(), MINUTE_MS)
      return () => clearInterval(timer)
    },
    () => Math.floor(Math.max(0, pageClock.now() - receivedAt) / MINUTE_MS),
  )
}
