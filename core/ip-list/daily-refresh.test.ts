import { expect, test, vi } from 'vitest'
import type { IpListView } from '#contract/ip-list.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { type RefreshedList, refreshInMs, startDailyRefresh } from './daily-refresh.ts'

const HOUR = 3_600_000
const clock = createFakeClock()
const current = (at: number) => ({ current: { fetchedAt: at } as NonNullable<IpListView['current']> })
const failure = (at: number, retry: 'wait' | 'never' = 'wait') => ({
  lastFailure: { at, problem: { code: 'http-status', status: 502, retry } as const },
})

test.each([
  ['never fetched', {}, 0],
  ['fetched now', current(0), 24 * HOUR],
  ['fetched 23 h ago', current(-23 * HOUR), HOUR],
  ['fetched a week ago', current(-7 * 24 * HOUR), 0],
  ['failed just now, after a day', { ...current(-30 * HOUR), ...failure(0) }, HOUR],
  ['refused for good just now', failure(0, 'never'), 24 * HOUR],
  ['failed two hours ago', { ...current(-30 * HOUR), ...failure(-2 * HOUR) }, 0],
  ['failed by hand, and fetched lately', { ...current(-HOUR), ...failure(-2 * HOUR) }, 23 * HOUR],
  ['fetched tomorrow, by a clock that was wrong', current(24 * HOUR), 0],
] as const)('%s', (_, view, expected) => {
  const at = clock.now()
  const shifted = {
    ...('current' in view && current(at + view.current.fetchedAt)),
    ...('lastFailure' in view && failure(at + view.lastFailure.at, view.lastFailure.problem.retry)),
  }
  expect(refreshInMs(shifted, clock)).toBe(expected)
})

function setUp(count: number) {
  const own = createFakeClock()
  const views = new Map<string, Pick<IpListView, 'current' | 'lastFailure'>>()
  const lists: RefreshedList[] = Array.from({ length: count }, (_, index) => ({
    list: { accountId: `${index}`, kind: 'callback' },
    clock: own,
  }))
  let running = 0
  let most = 0
  const refreshed: string[] = []
  const refresh = vi.fn(async ({ accountId }: { accountId: string }) => {
    most = Math.max(most, ++running)
    await own.sleep(1_000)
    running--
    refreshed.push(accountId)
    views.set(accountId, current(own.now()))
  })
  const daily = startDailyRefresh({
    clock: own,
    lists: () => lists,
    view: (list) => ({ ...list, ...views.get(list.accountId) }),
    fetch: refresh,
    failed() {},
    notifyChange() {},
    log: { info() {}, warn() {}, error() {} },
  })
  return { own, lists, views, daily, refresh, refreshed, most: () => most }
}

test('one timer, one list at a time, once a day', async () => {
  const { own, refresh, refreshed, most, daily } = setUp(5)
  expect(own.pending()).toBe(1)
  expect(refresh).not.toHaveBeenCalled()
  await own.advance(60_000)
  await own.advance(10_000)
  expect(refreshed).toEqual(['0', '1', '2', '3', '4'])
  expect(most()).toBe(1)
  await own.advance(23 * HOUR)
  expect(refresh).toHaveBeenCalledTimes(5)
  await own.advance(2 * HOUR)
  expect(refresh).toHaveBeenCalledTimes(10)
  daily.close()
  await own.advance(48 * HOUR)
  expect(refresh).toHaveBeenCalledTimes(10)
  expect(own.pending()).toBe(0)
})

test('a look finds what a switch or a jump of the clock has made due, and never runs twice at once', async () => {
  const { own, daily, lists, refresh } = setUp(1)
  daily.look()
  daily.look()
  await own.advance(2_000)
  expect(refresh).toHaveBeenCalledTimes(1)
  own.jumpWall(25 * HOUR)
  daily.look()
  await own.advance(2_000)
  expect(refresh).toHaveBeenCalledTimes(2)
  lists.length = 0
  await own.advance(48 * HOUR)
  expect(refresh).toHaveBeenCalledTimes(2)
})

test('closing in the middle starts no other list', async () => {
  const { own, daily, refresh } = setUp(3)
  daily.look()
  daily.close()
  await own.advance(10_000)
  expect(refresh).toHaveBeenCalledTimes(1)
})
