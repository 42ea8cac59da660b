import { expect, onTestFinished, test, vi } from 'vitest'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { isClockBehind, watchClock } from './clock-watch.ts'

const HOUR = 3_600_000

function setup() {
  const clock = createFakeClock()
  let lastSeenAt = 0
  const state = {
    get: () => ({ lastSeenAt }),
    set(next: { lastSeenAt: number }) {
      lastSeenAt = next.lastSeenAt
    },
    flushed: async () => undefined,
  }
  const onEvent = vi.fn()
  const onMoved = vi.fn()
  const onTick = vi.fn()
  const watch = watchClock({ clock, state, onEvent, onMoved, onTick })
  onTestFinished(watch.close)
  return { clock, state, onEvent, onMoved, onTick, watch }
}

test('time that passes is nothing to tell, and is saved once a minute', async () => {
  const { clock, state, onEvent, onMoved, onTick } = setup()
  const start = clock.now()
  await clock.advance(59_000)
  expect(state.get().lastSeenAt).toBe(start)
  await clock.advance(1_000)
  expect(state.get().lastSeenAt).toBe(start + 60_000)
  expect(onTick).toHaveBeenCalledTimes(6)
  expect(onEvent).not.toHaveBeenCalled()
  expect(onMoved).not.toHaveBeenCalled()
})

test('a clock that is set back is onEvent at the next tick', async () => {
  const { clock, state, onEvent, onMoved } = setup()
  clock.jumpWall(-HOUR)
  await clock.advance(10_000)
  expect(onMoved).toHaveBeenCalledOnce()
  expect(onEvent.mock.calls).toEqual([['clock-jump', -HOUR]])
  expect(state.get().lastSeenAt).toBe(clock.now())
})

test('a jump forward wakes at once, and is onEvent a tick later, when no host has called it a sleep', async () => {
  const { clock, onEvent, onMoved } = setup()
  clock.jumpWall(HOUR)
  await clock.advance(10_000)
  expect(onMoved).toHaveBeenCalledOnce()
  expect(onEvent).not.toHaveBeenCalled()
  await clock.advance(10_000)
  expect(onEvent.mock.calls).toEqual([['clock-jump', HOUR]])
})

test.each([0, 10_000])('a sleep that the host tells of %i ms after waking is one sleep', async (ms) => {
  const { clock, onEvent, onMoved, watch } = setup()
  clock.jumpWall(HOUR)
  await clock.advance(ms)
  watch.resumed()
  expect(onMoved).toHaveBeenCalled()
  await clock.advance(30_000)
  expect(onEvent.mock.calls).toEqual([['sleep', HOUR]])
})

test('a host that wakes without having slept is looked at, and tells nothing', () => {
  const { onEvent, onMoved, watch } = setup()
  watch.resumed()
  expect(onMoved).toHaveBeenCalledOnce()
  expect(onEvent).not.toHaveBeenCalled()
})

test('a clock earlier than the last one seen is behind; a second is nothing', () => {
  const { clock, state, watch } = setup()
  watch.close()
  expect(isClockBehind(clock, state)).toBe(false)
  clock.jumpWall(-1_000)
  expect(isClockBehind(clock, state)).toBe(false)
  clock.jumpWall(-1)
  expect(isClockBehind(clock, state)).toBe(true)
})
