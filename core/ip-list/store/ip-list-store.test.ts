import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { IpListVersion } from '#contract/ip-list.ts'
import { migrate } from '#core/store/migrations.ts'
import { createSqliteIpLists } from './sqlite-ip-lists.ts'

const version = (id: number, fetchedAt = id): IpListVersion => ({
  id,
  accountId: 'a',
  kind: 'callback',
  since: id,
  fetchedAt,
  exchangeId: 7,
  received: 2,
  distinct: 2,
  unparsable: 0,
  addresses: 2,
  addresses6: 0,
})

test('keeps facts and entries, replaces by id, never gives an id twice', async () => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  const store = createSqliteIpLists(db, () => {})
  expect(await store.lastId()).toBe(0)
  await store.put(version(1), ['1.2.3.4', 'é\n"'])
  await store.put(version(2), ['5.6.7.8'])
  await store.put(version(2, 9), ['5.6.7.9'])
  expect(await store.list()).toEqual([version(2, 9), version(1)])
  expect(await store.received(1)).toEqual(['1.2.3.4', 'é\n"'])
  expect(await store.received(2)).toEqual(['5.6.7.9'])
  await store.remove(2)
  expect(await store.received(2)).toBeUndefined()
  expect(await store.list()).toEqual([version(1)])
  expect(await store.lastId()).toBe(2)
})
