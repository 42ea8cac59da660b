import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import type { TimelineToken, TimelineView } from '#contract/timeline.ts'
import { type Bar, drawTimeline, type Item } from './drawing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Date.UTC(2026, 0, 14, 6)

const token = (more: Partial<TimelineToken> = {}): TimelineToken => ({
  hash: '0a1b2c3d',
  family: 'stable',
  source: 'fetched',
  obtainedAt: now - HOUR,
  expiresAt: now + HOUR,
  ...more,
})
const view = (more: Partial<TimelineView>): TimelineView => ({ accountId: 'a1', now, tokens: [], events: [], ...more })
const bars = (items: Item[] = []) => items.filter((item): item is Bar => item.kind === 'token')

describe('the span', () => {
  test.each([
    [2, 3],
    [3.5, 6],
    [11, 12],
    [23, 24],
  ])('is the shortest that holds everything: %d h ago in %d h', (ago, hours) => {
    expect(drawTimeline(view({ tokens: [token({ obtainedAt: now - ago * HOUR })] })).hours).toBe(hours)
  })

  test('has a full hour at every tick', () => {
    const { hourTicks } = drawTimeline(view({ tokens: [token({ obtainedAt: now - 20 * HOUR })] }))
    expect(hourTicks.length).toBeGreaterThan(4)
    for (const { at } of hourTicks) expect(new Date(at).getMinutes()).toBe(0)
  })
})

test('what is to come of a living token is drawn to its end', () => {
  const { lanes, now: place } = drawTimeline(view({ tokens: [token()] }))
  expect(bars(lanes[0]?.items)[0]?.works.to).toBe(100)
  expect(place).toBeLessThan(80)
})

describe('a token', () => {
  test('works until its end', () => {
    const [bar] = bars(drawTimeline(view({ tokens: [token()] })).lanes[0]?.items)
    expect(bar?.overlap).toBeUndefined()
    expect(bar?.lost).toBeUndefined()
  })

  test('that was replaced works five minutes beside the new one, and the rest is life it never had', () => {
    const replaced = token({ replacedAt: now - 30 * MINUTE })
    const [bar] = bars(drawTimeline(view({ tokens: [replaced] })).lanes[0]?.items)
    const width = ({ from, to }: { from: number; to: number }) => to - from
    expect(bar?.overlap && bar.lost && width(bar.lost) / width(bar.overlap)).toBeGreaterThan(5)
    expect(bar?.works.to).toBe(bar?.overlap?.from)
    expect(bar?.overlap?.to).toBe(bar?.lost?.from)
  })

  test('that was refused stops there', () => {
    const refused = token({ refused: { at: now - 20 * MINUTE, errcode: 40001 } })
    const [bar] = bars(drawTimeline(view({ tokens: [refused] })).lanes[0]?.items)
    expect(bar?.overlap).toBeUndefined()
    expect(bar?.lost?.from).toBe(bar?.works.to)
  })

  test('of unknown end is drawn until now', () => {
    const { expiresAt: _, ...endless } = token({ family: 'pasted', source: 'pasted' })
    const drawing = drawTimeline(view({ tokens: [endless] }))
    expect(bars(drawing.lanes[0]?.items)[0]?.works.to).toBe(drawing.now)
  })

  test('takes turns with the one before', () => {
    const tokens = [token({ replacedAt: now - MINUTE }), token({ hash: '11111111', obtainedAt: now - MINUTE })]
    expect(bars(drawTimeline(view({ tokens })).lanes[0]?.items).map(({ row }) => row)).toEqual([0, 1])
  })
})

test('each family has a lane of its own, sleeps have none', () => {
  const drawing = drawTimeline(
    view({
      tokens: [token(), token({ family: 'classic', hash: '22222222' })],
      events: [
        { kind: 'sleep', at: now - 10 * MINUTE, ms: 30 * MINUTE },
        { kind: 'failed', at: now - MINUTE, family: 'classic', code: 'timeout' },
      ],
    }),
  )
  expect(drawing.lanes.map(({ family, items }) => [family, items.length])).toEqual([
    ['stable', 1],
    ['classic', 2],
  ])
  expect(drawing.clock).toHaveLength(1)
})

const moment = fc.integer({ min: now - 24 * HOUR, max: now })
const anyToken = fc.record(
  {
    hash: fc.constant('0a1b2c3d'),
    family: fc.constantFrom('stable' as const, 'classic' as const, 'pasted' as const),
    source: fc.constant('fetched' as const),
    obtainedAt: moment,
    expiresAt: fc.integer({ min: now - 24 * HOUR, max: now + 2 * HOUR }),
    replacedAt: moment,
    refused: fc.record({ at: moment, errcode: fc.constant(40001) }),
  },
  { requiredKeys: ['hash', 'family', 'source', 'obtainedAt'] },
)

property.prop([fc.array(anyToken, { maxLength: 12 })])('whatever happened stays inside and runs forward', (tokens) => {
  for (const bar of drawTimeline(view({ tokens })).lanes.flatMap(({ items }) => bars(items))) {
    for (const { from, to } of [bar.works, bar.overlap, bar.lost].filter((one) => one !== undefined)) {
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(100)
      expect(to).toBeGreaterThanOrEqual(from)
    }
  }
})
