import { fc, test } from '@fast-check/vitest'
import { expect, vi } from 'vitest'
import type { IpListView } from '#contract/ip-list.ts'
import { anyEntry } from '#core/kernel/ip/testing/arbitraries.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import type { FetchedIps } from '#core/wechat/client.ts'
import { type IpListServiceDeps, openIpListService } from './ip-list-service.ts'
import type { ListKey } from './list-key.ts'
import type { IpListStore } from './store/ip-list-store.ts'
import { heldLists, MAX_VERSIONS } from './versions.ts'

const list = { accountId: 'a', kind: 'callback' } as const

async function open(store: IpListStore = createMemoryStore().ipLists, held = heldLists) {
  const clock = createFakeClock()
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const changed = vi.fn()
  const saving = createSaving(clock, log)
  const part = saving.part('ip-lists', held)
  let load: () => Promise<FetchedIps>
  const deps: Partial<Record<keyof IpListServiceDeps, unknown>> = {
    store,
    saving: part,
    clock,
    clockFor: () => clock,
    log,
    changed,
    accounts: { all: () => [{ id: 'a' }, { id: 'b' }], get: (id: string) => ({ id }) },
    client: { ipList: () => load() },
    tokens: { forCall: async () => ({ accept() {}, newer: (error: unknown) => Promise.reject(error) }) },
    mayRefresh: () => false,
  }
  const service = await openIpListService(deps as unknown as IpListServiceDeps)
  let exchangeId = 0
  const fetch = (key: ListKey, next: typeof load) => {
    load = next
    return service.fetch(key, { by: 'user', action: 'command' })
  }
  const receive = (...ipList: string[]) => fetch(list, async () => ({ ipList, exchangeId: ++exchangeId }))
  const view = ({ accountId, kind }: ListKey) =>
    service.views().find((one) => one.accountId === accountId && one.kind === kind)
  const lists = { ...service, fetch, view, flushed: part.flushed }
  return { lists, clock, saving, changed, receive }
}

function currentOf({ current }: Pick<IpListView, 'current'>) {
  if (!current) throw new Error('there is no list')
  return current
}

test('the facts of a list, and its entries as received', async () => {
  const { lists, clock, receive } = await open()
  expect(lists.view(list)).toEqual(list)
  const view = await receive('1.2.3.0/24', '1.2.3.4', '1.2.3.0/24', '010.1.1.1', '2402:4e00::/120')
  expect(view.current).toEqual({
    id: 1,
    ...list,
    since: clock.now(),
    fetchedAt: clock.now(),
    exchangeId: 1,
    received: 5,
    distinct: 4,
    unparsable: 1,
    addresses: 256,
    addresses6: 256,
  })
  const entries = await lists.entries(1)
  expect(entries.map(({ raw, times }) => [raw, times])).toEqual([
    ['1.2.3.0/24', 2],
    ['1.2.3.4', 1],
    ['010.1.1.1', 1],
    ['2402:4e00::/120', 1],
  ])
})

test('an entry knows when it was first in the list, also after it was gone for a while, and after a restart', async () => {
  const store = createMemoryStore().ipLists
  const { lists, clock, receive } = await open(store)
  const start = clock.now()
  await receive('1.1.1.1', '2.2.2.2')
  await clock.advance(1000)
  await receive('1.1.1.1')
  const seen = async (of: typeof lists, id: number) =>
    Object.fromEntries((await of.entries(id)).map(({ raw, firstSeen }) => [raw, (firstSeen ?? Number.NaN) - start]))
  expect(await seen(lists, 2)).toEqual({ '1.1.1.1': 0 })
  await clock.advance(1000)
  await receive('2.2.2.2', '3.3.3.3')
  expect(await seen(lists, 3)).toEqual({ '2.2.2.2': 0, '3.3.3.3': 2000 })
  await lists.flushed()
  expect(await seen((await open(store)).lists, 3)).toEqual({ '2.2.2.2': 0, '3.3.3.3': 2000 })
})

test('the same entries in another order are the same version, seen again', async () => {
  const { lists, clock, receive } = await open()
  const { since } = currentOf(await receive('1.1.1.1', '2.2.2.2'))
  await clock.advance(1000)
  const again = currentOf(await receive('2.2.2.2', '1.1.1.1', '2.2.2.2'))
  expect(again).toMatchObject({ id: 1, since, fetchedAt: since + 1000, exchangeId: 2, received: 3 })
  expect((await lists.entries(1)).map(({ raw }) => raw)).toEqual(['2.2.2.2', '1.1.1.1'])
  expect(lists.history(list)).toHaveLength(1)
})

test('another list is a version of its own that tells what has become of the one before', async () => {
  const { lists, receive } = await open()
  await receive('1.2.3.0/24', '5.5.5.5')
  const next = currentOf(await receive('1.2.3.0/25', '6.6.6.6', '6.6.6.7'))
  expect(next).toMatchObject({ id: 2, change: { from: 1, added: 2, removed: 129 } })
  expect(await lists.diff(1, 2)).toEqual({
    addresses: { added: ['6.6.6.6/31'], removed: ['1.2.3.128/25', '5.5.5.5'], addedCount: 2, removedCount: 129 },
    entries: { added: ['1.2.3.0/25', '6.6.6.6', '6.6.6.7'], removed: ['1.2.3.0/24', '5.5.5.5'] },
  })
  // The same addresses in another spelling: another version, and no notification.
  expect(currentOf(await receive('1.2.3.0/25', '6.6.6.6/31'))).toMatchObject({
    id: 3,
    change: { added: 0, removed: 0 },
  })
})

test('a failed fetch leaves the list, and says so until the next good one', async () => {
  const { lists, clock, receive } = await open()
  const good = currentOf(await receive('1.2.3.4'))
  const fail = (code: 'not-json' | 'cancelled' | 'confirm-classic') =>
    lists.fetch(list, () => Promise.reject(new ProblemError({ code, retry: 'never' }))).catch(() => {})
  await fail('cancelled')
  await fail('confirm-classic')
  expect(lists.view(list)).not.toHaveProperty('lastFailure')
  await fail('not-json')
  expect(lists.view(list)).toMatchObject({
    current: good,
    lastFailure: { problem: { code: 'not-json' }, at: clock.now() },
  })
  expect(await receive('1.2.3.4')).not.toHaveProperty('lastFailure')
})

test('a running fetch shows for how long', async () => {
  const { lists, clock } = await open()
  const { promise, resolve } = Promise.withResolvers<void>()
  const fetching = lists.fetch(list, async () => {
    await promise
    return { ipList: ['1.2.3.4'], exchangeId: 1 }
  })
  await clock.advance(700)
  expect(lists.view(list)).toMatchObject({ fetchingForMs: 700 })
  expect(lists.view({ ...list, kind: 'api-domain' })).not.toHaveProperty('fetchingForMs')
  resolve()
  expect(await fetching).not.toHaveProperty('fetchingForMs')
})

test('history survives a restart; the two lists and two accounts are never mixed', async () => {
  const store = createMemoryStore().ipLists
  const first = await open(store)
  await first.receive('1.1.1.1')
  await first.receive('2.2.2.2')
  const other = { ...list, kind: 'api-domain' } as const
  await first.lists.fetch(other, async () => ({ ipList: ['3.3.3.3'], exchangeId: 9 }))
  await first.lists.fetch({ ...list, accountId: 'b' }, async () => ({
    ipList: ['4.4.4.4'],
    exchangeId: 9,
  }))
  await first.lists.flushed()

  const { lists, receive } = await open(store)
  expect(lists.history(list).map(({ id }) => id)).toEqual([2, 1])
  expect(lists.history(other).map(({ id }) => id)).toEqual([3])
  expect((await lists.entries(1)).map(({ raw }) => raw)).toEqual(['1.1.1.1'])
  expect(currentOf(await receive('2.2.2.2')).id).toBe(2)

  lists.removeAccount('a')
  await lists.flushed()
  expect((await store.list()).map(({ accountId }) => accountId)).toEqual(['b'])
  await expect(lists.entries(1)).rejects.toMatchObject({ problem: { code: 'ip-list-not-found' } })
  expect(lists.view(list)).toEqual(list)
})

test('the oldest versions go', async () => {
  const store = createMemoryStore().ipLists
  const { lists, receive } = await open(store)
  for (let n = 0; n < MAX_VERSIONS + 3; n++) await receive(`10.0.${n >> 8}.${n & 255}`)
  await lists.flushed()
  expect(lists.history(list)).toHaveLength(MAX_VERSIONS)
  expect((await store.list()).at(-1)?.id).toBe(4)
  await expect(lists.diff(1, 5)).rejects.toMatchObject({ problem: { code: 'ip-list-not-found' } })
})

test('what a full disk does not take is there all the same, and written as soon as there is room', async () => {
  const memory = createMemoryStore().ipLists
  let room = false
  const store: IpListStore = {
    ...memory,
    put: async (...what) => {
      if (!room) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      await memory.put(...what)
    },
  }
  const { lists, saving, receive } = await open(store)
  await receive('1.2.3.4')
  await receive('1.2.3.4', '5.6.7.8')
  await lists.flushed()
  expect(saving.unsaved()).toEqual({ parts: ['ip-lists'], reason: 'no-space' })
  expect((await lists.diff(1, 2)).entries.added).toEqual(['5.6.7.8'])
  room = true
  await saving.retry()
  expect((await memory.list()).map(({ id }) => id)).toEqual([2, 1])
  expect(saving.unsaved()).toBeUndefined()
})

test('too much of it: the oldest version goes, is counted, and the newest list stays', async () => {
  const failing: IpListStore = { ...createMemoryStore().ipLists, put: () => Promise.reject(new Error('full')) }
  const { lists, saving, receive } = await open(failing, { jobs: 2, bytes: 1e6 })
  for (const ip of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4']) await receive(ip)
  await lists.flushed()
  expect(lists.history(list).map(({ id }) => id)).toEqual([4, 3])
  expect(await lists.entries(4)).toHaveLength(1)
  expect(saving.givenUp()).toEqual([{ part: 'ip-lists', count: 2 }])
})

test('merged: exact, and to /24 with the number of addresses let in', async () => {
  const { lists, receive } = await open()
  const { id } = currentOf(await receive('1.2.3.0/25', '1.2.3.200', '1.2.4.0/24', '2402:4e00::1'))
  expect(await lists.merged(id, 'exact')).toEqual({
    blocks: ['1.2.3.0/25', '1.2.3.200', '1.2.4.0/24', '2402:4e00::1'],
    addresses: 128 + 1 + 256 + 1,
    extraAddresses: 0,
  })
  expect(await lists.merged(id, '24')).toEqual({
    blocks: ['1.2.3.0/24', '1.2.4.0/24', '2402:4e00::1'],
    addresses: 513,
    extraAddresses: 127,
  })
})

const received = fc.array(anyEntry, { minLength: 1, maxLength: 20 })
test.prop([received, received], { seed: 21 })(
  'the entries of a diff turn the old ones into the new',
  async (before, after) => {
    const { lists, receive } = await open()
    const from = currentOf(await receive(...before)).id
    const to = currentOf(await receive(...after)).id
    fc.pre(from !== to)
    const { entries } = await lists.diff(from, to)
    const applied = new Set(before.filter((entry) => !entries.removed.includes(entry)).concat(entries.added))
    expect(applied).toEqual(new Set(after))
  },
)

test('a newest list whose entries are damaged says so, and the next fetch is a version of its own', async () => {
  const store = createMemoryStore().ipLists
  const { lists, receive } = await open(store)
  await receive('1.1.1.1')
  await lists.flushed()
  const damaged = new ProblemError({ code: 'ip-list-unreadable', retry: 'never' })
  const again = await open({
    ...store,
    received: async (id) => (id === 1 ? Promise.reject(damaged) : store.received(id)),
  })
  await expect(again.lists.entries(1)).rejects.toMatchObject({ problem: damaged.problem })
  const { current } = await again.receive('1.1.1.1', '2.2.2.2')
  expect(current).toMatchObject({ id: 2, received: 2 })
  expect(current).not.toHaveProperty('change')
  expect(await again.lists.entries(2)).toHaveLength(2)
})
