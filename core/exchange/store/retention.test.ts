import { randomBytes } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { readBack, sqliteTestStore, type TestStore, text, written } from '#core/exchange/testing/stores.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import type { RetentionLimits } from './retention.ts'

type Step =
  | { do: 'put'; big: boolean; pinned: boolean }
  | { do: 'pin'; at: number[]; pinned: boolean }
  | { do: 'remove' | 'restore' | 'wipe'; at: number[] }
  | { do: 'limit'; exchanges: number; bytes: number }
  | { do: 'reopen' }

const at = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 })
const limits = { exchanges: fc.integer({ min: 1, max: 8 }), bytes: fc.integer({ min: 1_000, max: 6_000_000 }) }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), big: fc.boolean(), pinned: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pin' as const), at, pinned: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const, 'wipe' as const), at }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('limit' as const), ...limits }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
)

const small = Buffer.from('a small body')
const big = randomBytes(1_100_000)

test.prop([fc.array(step, { maxLength: 30 }), fc.record(limits)], { numRuns: 40, seed: 20_261_127 })(
  'after any sequence of steps the limits hold, what is pinned is there, and the files are those of the rows',
  async (steps, first) => {
    let opened: TestStore = await sqliteTestStore(first)
    let limit = first
    let lastId = 0
    /** Expected rows: put, pinned or not, and removed or not. */
    const pinned = new Set<number>()
    const hidden = new Set<number>()
    const bodies = new Map<number, Buffer>()
    const forget = (ids: number[]) => {
      for (const id of ids) {
        expect(pinned.has(id) && !hidden.has(id), `${id} was pinned and evicted`).toBe(false)
        bodies.delete(id)
      }
    }
    const known = (ids: number[]) => ids.map((n) => 1 + (n % Math.max(1, lastId))).filter((id) => bodies.has(id))

    for (const one of steps) {
      const { store } = opened
      if (one.do === 'put') {
        const id = ++lastId
        const body = one.big ? big : small
        bodies.set(id, body)
        if (one.pinned) pinned.add(id)
        forget(
          await store.put(
            { ...testExchange(id), pinned: one.pinned },
            { request: text(''), response: await written(store, body) },
          ),
        )
      } else if (one.do === 'pin') {
        const ids = known(one.at).filter((id) => !hidden.has(id))
        for (const id of ids) one.pinned ? pinned.add(id) : pinned.delete(id)
        forget(await store.pin(ids, one.pinned))
      } else if (one.do === 'remove') {
        const ids = known(one.at)
        await store.remove(ids)
        for (const id of ids) hidden.add(id)
      } else if (one.do === 'restore') {
        const ids = known(one.at)
        for (const id of ids) hidden.delete(id)
        forget(await store.restore(ids))
      } else if (one.do === 'wipe') {
        const ids = known(one.at).filter((id) => hidden.delete(id))
        await store.wipe(ids)
        for (const id of ids) pinned.delete(id)
        forget(ids)
      } else if (one.do === 'limit') {
        limit = { exchanges: one.exchanges, bytes: one.bytes }
        forget(await store.setLimits(limit))
      } else {
        opened = await opened.reopen()
        for (const id of hidden) {
          pinned.delete(id)
          bodies.delete(id)
        }
        hidden.clear()
        forget(await opened.store.setLimits(limit))
      }
      await check(opened, limit, pinned, hidden, bodies)
    }
  },
)

async function check(
  { store, files }: TestStore,
  limit: RetentionLimits,
  pinned: Set<number>,
  hidden: Set<number>,
  bodies: Map<number, Buffer>,
) {
  const rows = await store.list()
  expect(rows.map((row) => row.id)).toEqual([...bodies.keys()].filter((id) => !hidden.has(id)).sort((a, b) => b - a))
  for (const row of rows) expect(row.pinned).toBe(pinned.has(row.id))
  const usage = await store.usage()
  const movable = rows.slice(1).filter((row) => !row.pinned)
  if (movable.length > 0) {
    expect(usage.exchanges).toBeLessThanOrEqual(limit.exchanges)
    expect(usage.bytes).toBeLessThanOrEqual(limit.bytes)
  }
  expect(files()).toHaveLength([...bodies.values()].filter((body) => body === big).length)
  const [newest] = rows
  if (newest) expect((await readBack(store, newest.id, 'response')).equals(bodies.get(newest.id) ?? small)).toBe(true)
}
