import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { noBodies, testExchange } from '#core/testing/test-exchange.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'
import { BIG, copyOf, EXCHANGES, filledFolder } from './testing/filled.ts'

let filled: string
beforeAll(async () => {
  filled = await filledFolder()
})

const fileOf = (dir: string) => join(dir, 'console.sqlite')
const codes = (store: Store) => store.notices.map(({ code }) => code)

/** Opens a damaged copy: it starts, works, and reports the losses. */
async function start(damage: (file: string) => void, least = 0) {
  const dir = await copyOf(filled)
  damage(fileOf(dir))
  const store = await openStore(dir)
  expect(store.kind).toBe('file')
  const rows = await store.exchanges.list()
  const ids = rows.map(({ id }) => id)
  for (const id of ids) expect(id).toBeLessThanOrEqual(EXCHANGES)
  if (ids.length < EXCHANGES) expect(store.notices).not.toEqual([])
  expect(ids.length).toBeGreaterThanOrEqual(least)
  await store.timeline.list()
  await store.whitelist.list()
  await store.ipLists.list()
  for (const id of ids) await store.exchanges.get(id).catch(isDeclared)
  for (const { id } of await store.ipLists.list()) await store.ipLists.received(id).catch(isDeclared)
  const next = Math.max(await store.exchanges.lastId(), ...ids) + 1
  await store.exchanges.put(testExchange(next), noBodies)
  expect((await store.exchanges.get(next))?.id).toBe(next)
  await store.close()
  const again = await openStore(dir)
  expect([again.kind, again.notices], 'told once').toEqual(['file', []])
  expect(await again.exchanges.list()).toHaveLength(ids.length + 1)
  await again.close()
  return { dir, ids, notices: store.notices }
}

function isDeclared(error: unknown): void {
  expect(error).toMatchObject({ problem: { code: expect.stringMatching(/^(exchange|ip-list)-unreadable$/) } })
}

const changed = (file: string, change: (bytes: Buffer) => void) => {
  const bytes = readFileSync(file)
  change(bytes)
  writeFileSync(file, bytes)
}
const sql = (statements: string) => (file: string) => {
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA foreign_keys = OFF; ${statements}`)
  db.close()
}

describe('whatever byte is wrong, it starts', () => {
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const flip = (bytes: Buffer, at: number, bit: number) => {
    const byte = Math.floor(at * bytes.length)
    bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit)
  }
  const bit = fc.integer({ min: 0, max: 7 })

  test('one bit', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(place, bit, async (at, one) => {
        await start((file) => changed(file, (bytes) => flip(bytes, at, one)), EXCHANGES - 2)
      }),
      { seed: 1, numRuns: 60 },
    ),
  )

  test('twenty bits', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, bit), { minLength: 20, maxLength: 20 }), async (flips) => {
        await start((file) =>
          changed(file, (bytes) => {
            for (const [at, one] of flips) flip(bytes, at, one)
          }),
        )
      }),
      { seed: 2, numRuns: 40 },
    ),
  )

  test('a sector', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(place, async (at) => {
        await start(
          (file) =>
            changed(file, (bytes) => {
              const sector = Math.floor((at * bytes.length) / 512) * 512
              bytes.fill(0, sector, sector + 512)
            }),
          EXCHANGES - 4,
        )
      }),
      { seed: 3, numRuns: 40 },
    ),
  )

  test('an end that is missing', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(place, async (at) => {
        await start((file) => truncateSync(file, Math.max(1, Math.floor(at * readFileSync(file).length))))
      }),
      { seed: 4, numRuns: 20 },
    ),
  )
})

test('the first page gone: every row is saved out of the others, with its body', async () => {
  const { dir, ids, notices } = await start((file) => changed(file, (bytes) => bytes.fill(0, 0, 4096)), EXCHANGES)
  expect(notices).toEqual([
    { code: 'store-recovered', file: 'console.sqlite', keptAs: 'console.sqlite.damaged-1', exchanges: ids.length },
  ])
  const store = await openStore(dir)
  expect(await store.exchanges.body(BIG, 'response', 1_499_990, 100)).toHaveLength(10)
  const original = await openStore(await copyOf(filled))
  for (const id of ids) {
    expect(await store.exchanges.get(id)).toEqual(await original.exchanges.get(id))
    for (const side of ['request', 'response'] as const) {
      expect(await store.exchanges.body(id, side, 0, 99_999)).toEqual(
        await original.exchanges.body(id, side, 0, 99_999),
      )
    }
  }
  expect(await store.exchanges.usage()).toEqual({
    ...(await original.exchanges.usage()),
    exchanges: EXCHANGES + 1,
    bytes: expect.any(Number),
  })
  expect(await store.ipLists.list()).toEqual(await original.ipLists.list())
  expect(await store.timeline.list()).toEqual(await original.timeline.list())
  expect(await store.whitelist.list()).toHaveLength(20)
  await store.close()
  await original.close()
})

test.each(['exchange', 'exchange_content', 'ip_list_version', 'token_event', 'seen_ip'])(
  'a table that is missing costs what was in it: %s',
  async (table) => {
    const { ids, notices } = await start(sql(`DROP TABLE ${table}`), table === 'exchange_content' ? 0 : EXCHANGES)
    expect(ids).toHaveLength(EXCHANGES)
    expect(notices.map(({ code }) => code)).toContain('store-recovered')
  },
)

test.each([
  ["UPDATE exchange SET summary = replace(summary, '\"id\"', '\"id') WHERE id = 5", [], EXCHANGES],
  [
    "UPDATE exchange SET summary = 'x' WHERE id = 5; UPDATE exchange_content SET view = 'x' WHERE id = 5",
    ['exchanges-unreadable'],
    EXCHANGES - 1,
  ],
  ["UPDATE exchange_content SET view = 'x' WHERE id = 5", ['exchanges-incomplete'], EXCHANGES],
  ['DELETE FROM exchange_content WHERE id = 5', ['exchanges-incomplete'], EXCHANGES],
  ['UPDATE exchange SET bytes = 9007199254740993, pinned = 3 WHERE id = 5', [], EXCHANGES],
  ["UPDATE ip_list_version SET version = 'x' WHERE id = 2", ['ip-lists-unreadable'], EXCHANGES],
  ["UPDATE ip_list_version SET received = 'x'", ['ip-lists-unreadable'], EXCHANGES],
  [
    "UPDATE token_event SET record = replace(record, 'stable', 'stabke') WHERE id < 4",
    ['timeline-unreadable'],
    EXCHANGES,
  ],
  ['UPDATE seen_ip SET last_at = 9223372036854775807', ['whitelist-unreadable'], EXCHANGES],
  ['UPDATE sqlite_sequence SET seq = 9223372036854775807', [], EXCHANGES],
  ['DELETE FROM sqlite_sequence', [], EXCHANGES],
  ['PRAGMA user_version = 3', ['store-recovered'], EXCHANGES],
  ['PRAGMA user_version = -7', ['store-recovered'], EXCHANGES],
  ['ALTER TABLE exchange RENAME COLUMN summary TO summery', ['store-recovered'], EXCHANGES],
  ['DROP INDEX exchange_account', [], EXCHANGES],
] as const)('%s', async (statements, told, least) => {
  const { notices } = await start(sql(statements), least)
  expect(notices.map(({ code }) => code)).toEqual(told)
})

test('what cannot be read ends in a problem with a name', async () => {
  const dir = await copyOf(filled)
  sql("UPDATE exchange_content SET view = 'x' WHERE id = 5")(fileOf(dir))
  const store = await openStore(dir)
  await expect(store.exchanges.get(5)).rejects.toMatchObject({ problem: { code: 'exchange-unreadable' } })
  await store.close()
})

test('what was wiped does not come back out of a damaged file', async () => {
  const dir = await copyOf(filled)
  const store = await openStore(dir)
  await store.exchanges.remove([30, 31])
  await store.exchanges.wipe([30])
  await store.close()
  changed(fileOf(dir), (bytes) => bytes.fill(0, 0, 4096))
  const again = await openStore(dir)
  const ids = (await again.exchanges.list()).map(({ id }) => id)
  expect(ids).toHaveLength(EXCHANGES - 2)
  expect(ids).not.toContain(30)
  await again.close()
})

describe('bodies are not deleted on the word of a database that is younger than they are', () => {
  const bodiesIn = (dir: string, folder: string) => readdirSync(join(dir, folder))

  test.each([
    ['empty', (file: string) => truncateSync(file, 0)],
    ['gone', (file: string) => rm(file)],
    ['another one', sql('DELETE FROM exchange; DELETE FROM exchange_content')],
    [
      'an older copy',
      sql(
        'DELETE FROM exchange WHERE id >= 5; DELETE FROM exchange_content WHERE id >= 5; UPDATE sqlite_sequence SET seq = 4',
      ),
    ],
  ])('%s', async (_, change) => {
    const dir = await copyOf(filled)
    await change(fileOf(dir))
    const store = await openStore(dir)
    expect(codes(store)).toContain('bodies-set-apart')
    expect(bodiesIn(dir, 'bodies.unnamed-1')).toEqual([`${BIG}-response.body`])
    expect(await store.exchanges.lastId(), 'its id is not given again').toBeGreaterThanOrEqual(BIG)
    await store.close()
  })

  test('a database that is gone is told of, one that never was is not', async () => {
    const dir = await copyOf(filled)
    await rename(fileOf(dir), `${dir}.elsewhere`)
    const store = await openStore(dir)
    expect(codes(store)).toEqual(['store-missing', 'bodies-set-apart'])
    await store.close()
  })

  test('what a kill has left is deleted: a body before its row, a row before its body', async () => {
    const dir = await copyOf(filled)
    writeFileSync(join(dir, 'bodies', '00000000-0000-4000-8000-000000000000.part'), 'x')
    writeFileSync(join(dir, 'bodies', '41-response.body'), 'x')
    sql(`INSERT INTO passing_body VALUES ('41-response.body'), ('${BIG}-response.body');
      DELETE FROM exchange_content WHERE id = ${BIG}; DELETE FROM exchange WHERE id = ${BIG}`)(fileOf(dir))
    const store = await openStore(dir)
    expect(store.notices).toEqual([])
    expect(bodiesIn(dir, 'bodies')).toEqual([])
    await store.close()
  })
})

test.each([
  ['is refused', "BEGIN SELECT RAISE(ABORT, 'no'); END"],
  ['vanishes', 'BEGIN SELECT RAISE(IGNORE); END'],
])('a trigger by which a new row %s costs nothing, and is set aside', async (_, body) => {
  const { ids, notices } = await start(sql(`CREATE TRIGGER strange BEFORE INSERT ON exchange ${body}`))
  expect(ids).toHaveLength(EXCHANGES)
  expect(notices).toMatchObject([{ code: 'store-recovered', exchanges: EXCHANGES }])
})

test('a wrong byte by which SQLite would only read the file costs nothing', async () => {
  const { ids } = await start((file) => changed(file, (bytes) => bytes.writeUInt8(6, 18)))
  expect(ids).toHaveLength(EXCHANGES)
})

test('what a database names as a body on its way out, and is none, is not deleted', async () => {
  const { dir } = await start((file) => {
    writeFileSync(join(file, '../accounts.json'), '{}')
    sql("INSERT INTO passing_body VALUES ('../accounts.json'), ('..'), ('')")(file)
  }, EXCHANGES)
  expect(readFileSync(join(dir, 'accounts.json'), 'utf8')).toBe('{}')
})

test('the name of a body that was never given does not use up the ids', async () => {
  const { ids } = await start((file) => writeFileSync(join(file, '../bodies/999999999999999999999-request.body'), ''))
  expect(ids).toHaveLength(EXCHANGES)
})
