import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { emptyDial, livingDial, supersededDial, TICKS, type TickKind, tickDegrees, tickMs } from './dial.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const count = (ticks: TickKind[], kind: TickKind) => ticks.filter((tick) => tick === kind).length
/** The dial of a life at a moment, as the panel asks for it. */
const dialAt = (remainingMs: number, lifetimeMs: number) =>
  livingDial(Math.ceil(remainingMs / tickMs(lifetimeMs)), tickMs(lifetimeMs))

describe('the scale', () => {
  test('gives a life of two hours one tick per minute', () => {
    expect(tickMs(2 * HOUR)).toBe(MINUTE)
  })

  test('is whole hours of whatever WeChat gave', () => {
    expect(tickMs(1)).toBe(HOUR / TICKS)
    expect(tickMs(4980 * 1000)).toBe(MINUTE)
    expect(tickMs(2 * HOUR + 1)).toBe((3 * HOUR) / TICKS)
  })
})

describe('a living token', () => {
  test('just fetched has every tick, the last five amber, and the hand right of 12', () => {
    const dial = dialAt(2 * HOUR, 2 * HOUR)
    expect(count(dial.ticks, 'alive')).toBe(115)
    expect(dial.ticks.slice(-5)).toEqual(Array(5).fill('overlap'))
    expect(dial.hand).toBe(1.5)
  })

  test('keeps the tick of the running minute until it has passed', () => {
    const dial = dialAt(83 * MINUTE + 25_000, 2 * HOUR)
    expect(count(dial.ticks, 'spent')).toBe(36)
    expect(dial.ticks[36]).toBe('alive')
    expect(dial.hand).toBe(tickDegrees(36))
  })

  test('that arrived with part of its life spent starts with those ticks spent', () => {
    expect(count(dialAt(4980 * 1000, 4980 * 1000).ticks, 'spent')).toBe(37)
  })

  test('in its last five minutes has amber ticks only', () => {
    const dial = dialAt(252_000, 2 * HOUR)
    expect(count(dial.ticks, 'alive')).toBe(0)
    expect(count(dial.ticks, 'overlap')).toBe(5)
  })

  test('shows the overlap in time, not in ticks, on another scale', () => {
    expect(count(dialAt(HOUR, HOUR).ticks, 'overlap')).toBe(10)
    expect(count(dialAt(6 * HOUR, 6 * HOUR).ticks, 'overlap')).toBe(2)
  })

  test('at its end is an empty dial without a hand', () => {
    expect(dialAt(0, 2 * HOUR)).toEqual(emptyDial)
  })
})

describe('a superseded token', () => {
  test('is spent up to the cut, amber for five minutes and hollow for what it never had', () => {
    const dial = supersededDial(30 * MINUTE, 2 * HOUR)
    expect(count(dial.ticks, 'spent')).toBe(85)
    expect(count(dial.ticks, 'overlap')).toBe(5)
    expect(count(dial.ticks, 'hollow')).toBe(30)
    expect(dial.cut).toBe(85 * 3)
    expect(dial.hand).toBeUndefined()
  })

  test('is never cut before its life began', () => {
    const dial = supersededDial(2 * HOUR - MINUTE, 2 * HOUR)
    expect(dial.cut).toBe(0)
    expect(count(dial.ticks, 'overlap')).toBe(1)
  })
})

const life = fc
  .tuple(fc.integer({ min: 1, max: 48 * HOUR }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([lifetimeMs, part]) => ({ lifetimeMs, remainingMs: lifetimeMs * part }))

property.prop([life], { seed: 20261123 })(
  'time only ever spends ticks, from 12 clockwise',
  ({ lifetimeMs, remainingMs }) => {
    const { ticks } = dialAt(remainingMs, lifetimeMs)
    const spent = count(ticks, 'spent')
    expect(ticks.slice(0, spent).every((tick) => tick === 'spent')).toBe(true)
    expect(count(dialAt(remainingMs / 2, lifetimeMs).ticks, 'spent')).toBeGreaterThanOrEqual(spent)
  },
)

property.prop([life], { seed: 20261123 })(
  'a cut life adds up to a whole turn in order',
  ({ lifetimeMs, remainingMs }) => {
    const order: TickKind[] = ['spent', 'overlap', 'hollow']
    const { ticks } = supersededDial(remainingMs, lifetimeMs)
    const ranks = ticks.map((tick) => order.indexOf(tick))
    expect(ranks).toHaveLength(TICKS)
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(ranks).not.toContain(-1)
  },
)
