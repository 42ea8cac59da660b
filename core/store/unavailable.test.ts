import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { testExchange } from '#core/testing/test-exchange.ts'
import { migrate } from './migrations.ts'
import { openStore } from './open-store.ts'
import { copyOf, EXCHANGES, filledFolder, testFolder } from './testing/filled.ts'

/** Makes SQLite fail at chosen statements, or as if the disk were full. */
const fault = vi.hoisted(() => ({ errcode: 0, in: 0, full: false }))

vi.mock('node:sqlite', async (original) => {
  const actual = await original<typeof import('node:sqlite')>()
  const step = () => {
    fault.in -= 1
    if (fault.in === 0) throw Object.assign(new Error('refused'), { code: 'ERR_SQLITE_ERROR', errcode: fault.errcode })
  }
  class Failing extends actual.DatabaseSync {
    override exec(sql: string) {
      step()
      super.exec(sql)
      if (fault.full && sql.includes('locking_mode')) super.exec('PRAGMA max_page_count = 1')
    }
    override prepare(...args: Parameters<DatabaseSync['prepare']>) {
      step()
      return super.prepare(...args)
    }
  }
  return { ...actual, DatabaseSync: Failing }
})

let filled: string
beforeAll(async () => {
  filled = await filledFolder()
})
beforeEach(() => Object.assign(fault, { errcode: 0, in: 0, full: false }))

const namesIn = (dir: string) => readdirSync(dir).sort()
const contentOf = (dir: string) => readFileSync(join(dir, 'console.sqlite'))

const PASSING = [
  ['FULL', 13, 'no-space'],
  ['IOERR', 10, 'io'],
  ['IOERR_READ', 266, 'io'],
  ['READONLY', 8, 'no-access'],
  ['CANTOPEN', 14, 'no-access'],
  ['PERM', 3, 'no-access'],
  ['AUTH', 23, 'no-access'],
  ['NOMEM', 7, 'other'],
  ['LOCKED', 6, 'busy'],
  ['INTERRUPT', 9, 'other'],
] as const

test(
  'what passes is not damage: whenever it is said, the file is as it was, and all is there at the next start',
  {
    timeout: 60_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PASSING),
        fc.integer({ min: 1, max: 60 }),
        async ([, errcode, reason], at) => {
          const dir = await copyOf(filled)
          const [before, names] = [contentOf(dir), namesIn(dir)]
          Object.assign(fault, { errcode, in: at })
          const store = await openStore(dir)
          const wasMet = fault.in <= 0
          fault.in = 0
          if (wasMet && store.kind === 'memory') {
            expect(store.notices).toEqual([{ code: 'store-unavailable', file: 'console.sqlite', reason }])
            expect(contentOf(dir)).toEqual(before)
            expect(namesIn(dir)).toEqual(names)
          }
          await store.close()
          const next = await openStore(dir)
          expect([next.kind, next.notices]).toEqual(['file', []])
          expect(await next.exchanges.list()).toHaveLength(EXCHANGES)
          await next.close()
          await rm(dir, { recursive: true })
        },
      ),
      { seed: 5, numRuns: 80 },
    ),
)

test('a full disk in the middle of an upgrade leaves the file as it was', async () => {
  const dir = await testFolder()
  const db = new DatabaseSync(join(dir, 'console.sqlite'))
  db.exec('PRAGMA journal_mode = WAL')
  migrate(db, 3)
  const put = db.prepare('INSERT INTO exchange (id, account_id, view, request, response) VALUES (?, ?, ?, ?, ?)')
  for (let id = 1; id <= 100; id++) {
    const view = id === 50 ? '{"id":50' : JSON.stringify(testExchange(id))
    put.run(id, 'a', view, Buffer.alloc(0), Buffer.alloc(2_000))
  }
  db.close()
  const before = contentOf(dir)
  fault.full = true
  const store = await openStore(dir)
  expect(store.notices).toEqual([{ code: 'store-unavailable', file: 'console.sqlite', reason: 'no-space' }])
  expect(namesIn(dir)).toEqual(['console.sqlite'])
  expect(contentOf(dir)).toEqual(before)

  fault.full = false
  const next = await openStore(dir)
  expect(next.notices, 'one bad row does not cost the other 99').toEqual([{ code: 'exchanges-unreadable', rows: 1 }])
  expect(await next.exchanges.list()).toHaveLength(99)
  await next.close()
})

test('no room for what would be saved of a damaged file: it waits for the next start', async () => {
  const dir = await copyOf(filled)
  const db = new DatabaseSync(join(dir, 'console.sqlite'))
  db.exec('PRAGMA foreign_keys = OFF; DROP TABLE exchange')
  db.close()
  const names = namesIn(dir)
  // The temporary file of the new database shows it.
  const spy = vi.spyOn(DatabaseSync.prototype, 'exec')
  let draft = false
  spy.mockImplementation(function (this: DatabaseSync, sql: string) {
    draft ||= sql.includes('auto_vacuum = 2')
    if (draft && this.location()) throw Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
    return Object.getPrototypeOf(DatabaseSync.prototype).exec.call(this, sql)
  })
  const store = await openStore(dir)
  spy.mockRestore()
  expect(store.notices).toEqual([{ code: 'store-unavailable', file: 'console.sqlite', reason: 'no-space' }])
  expect(namesIn(dir)).toEqual(names)
  const next = await openStore(dir)
  expect(next.notices).toMatchObject([{ code: 'store-recovered', exchanges: EXCHANGES }])
  await next.close()
})

test('a first start without room leaves nothing behind', async () => {
  // The first statement belongs to the lock beside the folder, which is optional.
  for (let at = 2; at <= 9; at++) {
    const dir = await testFolder()
    Object.assign(fault, { errcode: 13, in: at })
    const store = await openStore(dir)
    expect(store.notices).toEqual([{ code: 'store-unavailable', file: 'console.sqlite', reason: 'no-space' }])
    expect(namesIn(dir)).toEqual([])
  }
})

test('something that is no file stands in its place, and stays there', async () => {
  const dir = await testFolder()
  await mkdir(join(dir, 'console.sqlite'))
  const store = await openStore(dir)
  expect(store.notices).toEqual([{ code: 'store-unavailable', file: 'console.sqlite', reason: 'no-access' }])
  expect(namesIn(dir)).toEqual(['console.sqlite'])
})
