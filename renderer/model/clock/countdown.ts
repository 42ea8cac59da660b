import { pageClock } from './page-clock.ts'

/** Life left as a snapshot said, and when the snapshot came, by `performance.now()`. */
export interface Reading {
  remainingMs: number
  receivedAt: number
}

/** Life left at a moment of the same clock: counted from the reading, never from a former count, never below 0. */
export function remainingAt(reading: Reading, now: number): number {
  return Math.max(0, reading.remainingMs - Math.max(0, now - reading.receivedAt))
}

/** How many steps of `stepMs` are left, the running one included. */
export function stepsLeft(reading: Reading, stepMs: number, now: number): number {
  return Math.ceil(remainingAt(reading, now) / stepMs)
}

/**
 * Calls back each time the number of steps left changes: aligned to the step, only while the page is visible and
 * the host is there, and once when that comes true again. Returns a function that stops it.
 */
export function watchSteps(reading: Reading, stepMs: number, notify: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const step = () => {
    notify()
    schedule()
  }
  const schedule = () => {
    clearTimeout(timer)
    const left = remainingAt(reading, pageClock.now())
    if (pageClock.running() && left > 0) timer = setTimeout(step, left % stepMs || stepMs)
  }
  const forget = pageClock.subscribe(step)
  schedule()
  return () => {
    clearTimeout(timer)
    forget()
  }
}
