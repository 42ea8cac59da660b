import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { testExchange } from '#core/testing/test-exchange.ts'
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { openStore } from './open-store.ts'

const folder = () => mkdtemp(join(tmpdir(), 'migrations-'))

test('a new file is brought to the version of this code, and again is nothing', () => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  expect(schemaVersion(db)).toBe(SCHEMA_VERSION)
  migrate(db)
  expect(schemaVersion(db)).toBe(SCHEMA_VERSION)
})

test('exchanges of the version before pins are all there: rows, views, bodies, and the ids that are used up', async () => {
  const dir = await folder()
  const db = new DatabaseSync(join(dir, 'console.sqlite'))
  migrate(db, 3)
  const put = db.prepare('INSERT INTO exchange (id, account_id, view, request, response) VALUES (?, ?, ?, ?, ?)')
  const former = (id: number) => {
    const { pinned: _, ...view } = testExchange(id, 'qinghe')
    const response = { status: 200, statusText: '', httpVersion: '1.1', headers: [], trailers: [], body: { size: 5 } }
    return { ...view, status: 200, size: 5, phases: { wait: 3, total: 4 }, response }
  }
  for (const id of [3, 4, 9]) {
    put.run(id, 'qinghe', JSON.stringify(former(id)), Buffer.from('{"a":1}'), Buffer.from('中文\0\xff', 'latin1'))
  }
  db.exec('DELETE FROM exchange WHERE id = 9')
  db.close()

  const store = await openStore(dir)
  expect(store.notices).toEqual([])
  const { request: _, redactions: __, ...summary } = testExchange(4, 'qinghe')
  expect((await store.exchanges.list()).map((row) => row.id)).toEqual([4, 3])
  expect((await store.exchanges.list())[0]).toEqual({
    ...summary,
    status: 200,
    size: 5,
    phases: { wait: 3, total: 4 },
  })
  expect(await store.exchanges.get(3)).toEqual({ ...former(3), pinned: false })
  expect(Buffer.from((await store.exchanges.body(3, 'request', 0, 99)) ?? []).toString()).toBe('{"a":1}')
  expect(await store.exchanges.body(4, 'response', 0, 99)).toEqual(new Uint8Array(Buffer.from('中文\0\xff', 'latin1')))
  expect(await store.exchanges.lastId(), 'an id that was given does not come back').toBe(9)
  const { bytes } = await store.exchanges.usage()
  expect(bytes).toBeGreaterThan(2 * JSON.stringify(former(3)).length)

  await store.exchanges.setLimits({ exchanges: 1, bytes: 1e9 })
  await store.close()
  const again = await openStore(dir)
  expect((await again.exchanges.list()).map((row) => row.id)).toEqual([4])
  expect(await again.exchanges.lastId()).toBe(9)
  await again.close()
})
