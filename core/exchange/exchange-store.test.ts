import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrate } from '../store/migrations.ts'
import { testExchange as exchange } from '../testing/test-exchange.ts'
import type { ExchangeStore, StoredBody } from './exchange-store.ts'
import { createMemoryExchanges } from './memory-exchanges.ts'
import { createSqliteExchanges } from './sqlite-exchanges.ts'

const bytes = (text: string): StoredBody => ({ kind: 'bytes', bytes: new TextEncoder().encode(text) })

const kinds: [string, (exchanges: number) => ExchangeStore][] = [
  ['memory', (exchanges) => createMemoryExchanges({ exchanges, bytes: 1e9 })],
  [
    'sqlite',
    (exchanges) => {
      const db = new DatabaseSync(':memory:')
      migrate(db)
      return createSqliteExchanges(db, { exchanges, bytes: 1e9 })
    },
  ],
]

test.each(kinds)('%s: keeps the newest, reads slices, forgets an account', async (_, create) => {
  const store = create(3)
  for (const id of [1, 2, 3, 4]) {
    await store.put(
      { ...exchange(id, id % 2 ? 'odd' : 'even'), causedBy: id - 1 },
      { request: bytes('req'), response: bytes(`response ${id}`) },
    )
  }
  expect((await store.list()).map((row) => row.id)).toEqual([4, 3, 2])
  expect((await store.list())[0]).not.toHaveProperty('request')
  expect((await store.list())[0]).toMatchObject({ causedBy: 3 })
  expect(await store.get(1)).toBeUndefined()
  expect(await store.get(4)).toEqual({ ...exchange(4, 'even'), causedBy: 3 })

  const slice = await store.body(4, 'response', 9, 100)
  expect(new TextDecoder().decode(slice)).toBe('4')
  expect((await store.body(4, 'response', 100, 10))?.length).toBe(0)
  expect(await store.body(9, 'response', 0, 10)).toBeUndefined()

  await store.removeAccount('even')
  expect((await store.list()).map((row) => row.id)).toEqual([3])
})

test.each(kinds)('%s: what is pinned stays, what is removed comes back until it is wiped', async (_, create) => {
  const store = create(2)
  const ids = async () => (await store.list()).map((row) => row.id)
  const put = (id: number) => store.put(exchange(id), { request: bytes(''), response: bytes(`response ${id}`) })
  await put(1)
  await store.pin([1], true)
  expect(await store.get(1)).toEqual({ ...exchange(1), pinned: true })
  await put(2)
  expect(await put(3)).toEqual([2])
  expect(await ids()).toEqual([3, 1])

  await store.remove([1, 3])
  expect(await ids()).toEqual([])
  expect(await store.get(1)).toBeUndefined()
  expect(await store.body(3, 'response', 0, 10)).toBeUndefined()
  await store.restore([1])
  expect(await store.list()).toMatchObject([{ id: 1, pinned: true }])
  await store.wipe([1, 3])
  expect(await store.restore([1, 3])).toEqual([])
  expect(await ids()).toEqual([1])
})
