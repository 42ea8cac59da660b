import { expect, test } from 'vitest'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { openTimeline } from './timeline.ts'
import type { TimelineRecord, TimelineStore } from './timeline-store.ts'

const HOUR = 3_600_000
const NOW = 1_000 * HOUR
const log = { info() {}, warn() {}, error() {} }

const token = (hash: string, at: number, more: Partial<TimelineRecord> = {}) =>
  ({
    kind: 'token',
    at,
    hash,
    family: 'stable',
    source: 'fetched',
    expiresAt: at + 2 * HOUR,
    ...more,
  }) as TimelineRecord
const failed = (at: number, code: 'timeout' | 'tls' = 'timeout'): TimelineRecord => ({
  kind: 'failed',
  at,
  family: 'stable',
  code,
})

async function open(store: TimelineStore = createMemoryStore().timeline) {
  const saving = createSaving(createFakeClock(), log).part('timeline')
  return { ...(await openTimeline(store, saving, () => {})), flushed: saving.flushed }
}

test('a token is replaced by the next of its family, and keeps its first refusal', async () => {
  const timeline = await open()
  timeline.add('p', token('aa', NOW))
  timeline.add('p', token('cc', NOW + 1, { family: 'classic' }))
  timeline.add('p', { kind: 'refused', at: NOW + 2, hash: 'aa', family: 'stable', errcode: 40001 })
  timeline.add('p', { kind: 'refused', at: NOW + 9, hash: 'aa', family: 'stable', errcode: 40001 })
  timeline.add('p', token('bb', NOW + 3, { source: 'renewed' }))
  const { tokens } = timeline.view('a1', 'p', NOW + 10)
  expect(tokens).toMatchObject([
    { hash: 'aa', replacedAt: NOW + 3, refused: { at: NOW + 2, errcode: 40001 } },
    { hash: 'cc', family: 'classic' },
    { hash: 'bb', source: 'renewed' },
  ])
  expect(tokens[1]).not.toHaveProperty('replacedAt')
  expect(timeline.placesOf('bb')).toEqual(['p'])
  expect(timeline.view('a2', 'elsewhere', NOW)).toEqual({ accountId: 'a2', now: NOW, tokens: [], events: [] })
})

test('a token seen again is one token, and a failure that goes on is told every ten minutes', async () => {
  const timeline = await open()
  timeline.add('p', token('aa', NOW))
  timeline.add('p', token('aa', NOW + 5))
  for (let minute = 0; minute < 21; minute++) timeline.add('p', failed(NOW + minute * 60_000))
  timeline.add('p', failed(NOW + 21 * 60_000, 'tls'))
  const { tokens, events } = timeline.view('a1', 'p', NOW + HOUR)
  expect(tokens).toHaveLength(1)
  expect(events.map(({ at }) => (at - NOW) / 60_000)).toEqual([0, 10, 20, 21])
})

test('24 hours are shown, and what lived into them', async () => {
  const timeline = await open()
  timeline.add('p', token('old', NOW - 28 * HOUR))
  timeline.add('p', token('edge', NOW - 25 * HOUR))
  timeline.add('p', { kind: 'sleep', at: NOW - 25 * HOUR, ms: 1 })
  timeline.add('p', { kind: 'clock-jump', at: NOW - 23 * HOUR, ms: -1 })
  timeline.add('p', token('new', NOW))
  const { tokens, events } = timeline.view('a1', 'p', NOW)
  expect(tokens.map(({ hash }) => hash)).toEqual(['edge', 'new'])
  expect(events).toEqual([{ kind: 'clock-jump', at: NOW - 23 * HOUR, ms: -1 }])
})

test('it is there after a restart, in order, place by place', async () => {
  const store = createMemoryStore().timeline
  const first = await open(store)
  const records = [token('aa', NOW), failed(NOW + 1), token('bb', NOW + 2)]
  for (const record of records) first.add('p', record)
  first.add('q', token('qq', NOW))
  await first.flushed()
  const second = await open(store)
  expect(second.records('p')).toEqual(records)
  await second.remove('p')
  const third = await open(store)
  expect(third.records('p')).toEqual([])
  expect(third.records('q')).toHaveLength(1)
})

test('it holds two days of a place and no more than so many records', async () => {
  const store = createMemoryStore().timeline
  const timeline = await open(store)
  timeline.add('q', token('qq', NOW - 99 * HOUR))
  timeline.add('p', token('aa', NOW - 49 * HOUR))
  for (let n = 0; n < 2_005; n++) timeline.add('p', { kind: 'forced', at: NOW + n, family: 'stable' })
  await timeline.flushed()
  const kept = (await open(store)).records('p')
  expect(kept).toEqual(timeline.records('p'))
  expect(kept).toHaveLength(2_000)
  expect(kept.at(-1)?.at).toBe(NOW + 2_004)
  expect(timeline.records('q')).toHaveLength(1)
})
