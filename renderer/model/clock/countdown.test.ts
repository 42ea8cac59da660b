import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connection } from '#renderer/bridge/connection.ts'
import { remainingAt, stepsLeft, watchSteps } from './countdown.ts'
import { pageClock } from './page-clock.ts'

const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers()
  connection.set('connected')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function hide(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Watches a life that was just read, and tells how many steps are left at each call. */
function watch(remainingMs: number, stepMs: number) {
  const reading = { remainingMs, receivedAt: performance.now() }
  const seen: number[] = []
  const stop = watchSteps(reading, stepMs, () => seen.push(stepsLeft(reading, stepMs, pageClock.now())))
  return { seen, stop }
}

test('life left is counted from the reading and never falls below nothing', () => {
  const reading = { remainingMs: 5000, receivedAt: 1000 }
  expect(remainingAt(reading, 1000)).toBe(5000)
  expect(remainingAt(reading, 3500)).toBe(2500)
  expect(remainingAt(reading, 99_000)).toBe(0)
})

test('a reading that came from ahead of the clock does not lengthen a life', () => {
  expect(remainingAt({ remainingMs: 5000, receivedAt: 1000 }, 900)).toBe(5000)
})

test('ticks on the second of the life, not of the reading', () => {
  const { seen, stop } = watch(3400, 1000)
  vi.advanceTimersByTime(400)
  expect(seen).toEqual([3])
  vi.advanceTimersByTime(1000)
  expect(seen).toEqual([3, 2])
  stop()
})

test('a step of a minute wakes the page once a minute', () => {
  const { seen, stop } = watch(3 * MINUTE, MINUTE)
  vi.advanceTimersByTime(MINUTE - 1)
  expect(seen).toEqual([])
  vi.advanceTimersByTime(1 + MINUTE)
  expect(seen).toEqual([2, 1])
  stop()
})

test('stops at the end', () => {
  const { seen } = watch(2000, 1000)
  vi.advanceTimersByTime(60_000)
  expect(seen).toEqual([1, 0])
  expect(vi.getTimerCount()).toBe(0)
})

test('a hidden page has no timer, and is right at once when it is seen again', () => {
  const { seen, stop } = watch(60_000, 1000)
  hide(true)
  const before = seen.length
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(30_000)
  expect(seen).toHaveLength(before)
  hide(false)
  expect(seen.at(-1)).toBe(30)
  stop()
})

test('stands still while the host is lost, and goes on from the clock', () => {
  const { seen, stop } = watch(60_000, 1000)
  vi.advanceTimersByTime(10_000)
  connection.set('lost')
  vi.advanceTimersByTime(20_000)
  expect(seen.at(-1)).toBe(50)
  expect(vi.getTimerCount()).toBe(0)
  connection.set('connected')
  expect(seen.at(-1)).toBe(30)
  stop()
})

test('leaves nothing behind when it is stopped', () => {
  const { seen, stop } = watch(60_000, 1000)
  stop()
  vi.advanceTimersByTime(5000)
  hide(false)
  connection.set('lost')
  expect(seen).toEqual([])
})
