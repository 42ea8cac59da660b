import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { axisSpan, barsOf, ROW_BAR_MS, rowBars } from './phases.ts'

const fresh = { dns: 8, tcp: 21, tls: 46, send: 1, wait: 104, download: 7, total: 187 }
const reused = { send: 1, wait: 60, download: 3, total: 64 }

test('each phase begins where the one before ended', () => {
  expect(barsOf(fresh).map(({ phase, startMs }) => [phase, startMs])).toEqual([
    ['dns', 0],
    ['tcp', 8],
    ['tls', 29],
    ['send', 75],
    ['wait', 76],
    ['download', 180],
  ])
})

test('a reused connection starts with sending', () => {
  expect(barsOf(reused)[0]).toEqual({ phase: 'send', startMs: 0, durationMs: 1 })
})

test.each([
  [187, 200],
  [64, 80],
  [0, 4],
  [5000, 8000],
  [1240, 2000],
])('%d ms are drawn on an axis of %d ms', (total, span) => {
  expect(axisSpan(total)).toBe(span)
})

property.prop([fc.double({ min: 0, max: 1e6, noNaN: true })], { seed: 20261123 })(
  'the axis holds the total and is not much longer',
  (total) => {
    expect(axisSpan(total)).toBeGreaterThanOrEqual(total)
    expect(axisSpan(total)).toBeLessThanOrEqual(Math.max(4, total * 2.01))
  },
)

test('a row draws connecting as one bar and clips what is long', () => {
  expect(rowBars(fresh).map(({ tone }) => tone)).toEqual(['setup', 'send', 'wait', 'download'])
  expect(rowBars({ dns: 100, tcp: 200, wait: 5000, total: 5300 })).toEqual([
    { tone: 'setup', startMs: 0, endMs: ROW_BAR_MS },
  ])
})
