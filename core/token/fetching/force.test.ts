import { expect, test } from 'vitest'
import { forceOf } from './force.ts'

const forcedAt = (...moments: string[]) =>
  moments.map((moment) => ({ kind: 'forced', at: Date.parse(moment), family: 'stable' }) as const)
const at = (moment: string) => Date.parse(moment)

test('a day of forced refreshes begins at midnight in Beijing, which is 16:00 UTC', () => {
  const records = forcedAt('2026-01-02T15:59:59Z', '2026-01-02T16:00:00Z', '2026-01-02T16:01:00Z')
  expect(forceOf(records, at('2026-01-02T18:00:00Z'))).toEqual({ usedToday: 2, limit: 20, waitMs: 0 })
  expect(forceOf(records, at('2026-01-03T16:00:00Z')).usedToday).toBe(0)
})

test('the next may leave 30 s after the last, and a clock that was set back makes nobody wait longer', () => {
  const records = forcedAt('2026-01-02T03:00:00Z')
  expect(forceOf(records, at('2026-01-02T03:00:12Z')).waitMs).toBe(18_000)
  expect(forceOf(records, at('2026-01-02T03:00:30Z')).waitMs).toBe(0)
  expect(forceOf(records, at('2026-01-02T01:00:00Z')).waitMs).toBe(30_000)
  expect(forceOf([], at('2026-01-02T01:00:00Z')).waitMs).toBe(0)
})
