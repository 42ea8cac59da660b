import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { ExchangeView } from '../../contract/exchange.ts'
import { createMemoryStore } from './memory-store.ts'
import { openStore } from './open-store.ts'
import { createSqliteStore, migrate } from './sqlite-store.ts'
import type { Store } from './store.ts'

const folder = () => mkdtemp(join(tmpdir(), 'store-'))
const bytes = (text: string) => new TextEncoder().encode(text)
const noBodies = { request: bytes(''), response: bytes('') }

function exchange(id: number, accountId = 'a'): ExchangeView {
  return {
    id,
    accountId,
    method: 'GET',
    origin: 'https://api.weixin.qq.com',
    path: '/cgi-bin/getcallbackip',
    cause: 'button',
    startedAt: 1_000 + id,
    outcome: { kind: 'ok' },
    request: { target: '/cgi-bin/getcallbackip', httpVersion: '1.1', headers: [['host', 'x']], body: { size: 0 } },
    redactions: 0,
  }
}

const kinds: [string, (max: number) => Store][] = [
  ['memory', (max) => createMemoryStore([], max)],
  [
    'sqlite',
    (max) => {
      const db = new DatabaseSync(':memory:')
      migrate(db)
      return createSqliteStore(db, max)
    },
  ],
]

test.each(kinds)('%s: keeps the newest, reads slices, forgets an account', async (_, create) => {
  const store = create(3)
  for (const id of [1, 2, 3, 4]) {
    await store.put(exchange(id, id % 2 ? 'odd' : 'even'), { request: bytes('req'), response: bytes(`response ${id}`) })
  }
  expect((await store.list()).map((row) => row.id)).toEqual([4, 3, 2])
  expect((await store.list())[0]).not.toHaveProperty('request')
  expect(await store.get(1)).toBeUndefined()
  expect(await store.get(4)).toEqual(exchange(4, 'even'))

  const slice = await store.body(4, 'response', 9, 100)
  expect(new TextDecoder().decode(slice)).toBe('4')
  expect((await store.body(4, 'response', 100, 10))?.length).toBe(0)
  expect(await store.body(9, 'response', 0, 10)).toBeUndefined()

  await store.removeAccount('even')
  expect((await store.list()).map((row) => row.id)).toEqual([3])
  await store.close()
})

test('exchanges and the last id survive a restart, with the rights of a private file', async () => {
  const dir = join(await folder(), 'made')
  const first = await openStore(dir)
  expect(first.kind).toBe('sqlite')
  await first.put(exchange(7), noBodies)
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  for (const file of await readdir(dir)) expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600)
  await first.removeAccount('a')
  await first.close()

  const second = await openStore(dir)
  expect(second.notices).toEqual([])
  // The exchange is gone; its id is not given again.
  expect(await second.list()).toEqual([])
  expect(await second.lastId()).toBe(7)
  await second.close()
})

test('a second console on the same folder does not write', async () => {
  const dir = await folder()
  const first = await openStore(dir)
  const second = await openStore(dir)
  expect(second.kind).toBe('memory')
  expect(second.notices).toEqual([{ code: 'folder-in-use' }])
  await first.close()
  const third = await openStore(dir)
  expect(third.kind).toBe('sqlite')
  await third.close()
})

test('a damaged file is set aside, whole, and a new one begun', async () => {
  const dir = await folder()
  const junk = 'this was never a database, but it is somebody’s'.repeat(100)
  await writeFile(join(dir, 'console.sqlite'), junk)
  const store = await openStore(dir)
  expect(store.notices).toEqual([
    { code: 'store-set-aside', file: 'console.sqlite', keptAs: 'console.sqlite.damaged-1' },
  ])
  expect(await readFile(join(dir, 'console.sqlite.damaged-1'), 'utf8')).toBe(junk)
  await store.put(exchange(1), noBodies)
  expect(await store.list()).toHaveLength(1)
  await store.close()
})

test('a file of a newer version is left untouched', async () => {
  const dir = await folder()
  const path = join(dir, 'console.sqlite')
  const db = new DatabaseSync(path)
  db.exec('CREATE TABLE exchange (future TEXT); PRAGMA user_version = 999')
  db.close()
  const before = await readFile(path)
  const store = await openStore(dir)
  expect(store.notices).toEqual([{ code: 'store-newer', file: 'console.sqlite' }])
  await store.put(exchange(1), noBodies)
  await store.close()
  expect(await readFile(path)).toEqual(before)
})
