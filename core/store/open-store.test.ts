import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { testExchange as exchange, noBodies } from '#core/testing/test-exchange.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

const folder = () => mkdtemp(join(tmpdir(), 'store-'))

test('exchanges and the last id survive a restart, with the rights of a private file', async () => {
  const dir = join(await folder(), 'made')
  const first = await openStore(dir)
  expect(first.kind).toBe('file')
  await first.exchanges.put(exchange(7), noBodies)
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  for (const file of await readdir(dir)) expect((await stat(join(dir, file))).mode & 0o777).toBe(0o600)
  await first.exchanges.removeAccount('a')
  await first.close()

  const second = await openStore(dir)
  expect(second.notices).toEqual([])
  // The exchange is gone; its id is not used again.
  expect(await second.exchanges.list()).toEqual([])
  expect(await second.exchanges.lastId()).toBe(7)
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
  expect(third.kind).toBe('file')
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
  await store.exchanges.put(exchange(1), noBodies)
  expect(await store.exchanges.list()).toHaveLength(1)
  await store.close()
})

test('the bodies that a damaged file named are set apart, and not swept as nobody’s', async () => {
  const dir = await folder()
  const first = await openStore(dir)
  const response = await big(first)
  await first.exchanges.put(exchange(1), { ...noBodies, response })
  await first.close()
  await writeFile(join(dir, 'console.sqlite'), 'no database any more'.repeat(100))
  const second = await openStore(dir)
  expect(await readdir(join(dir, 'bodies.unnamed-1'))).toEqual(['1-response.body'])
  expect(await second.exchanges.list()).toEqual([])
  await second.close()
})

test('big bodies are private files of their own folder, there after a restart', async () => {
  const dir = await folder()
  const first = await openStore(dir)
  await first.exchanges.put(exchange(1), { ...noBodies, response: await big(first) })
  expect((await stat(join(dir, 'bodies'))).mode & 0o777).toBe(0o700)
  expect((await stat(join(dir, 'bodies', '1-response.body'))).mode & 0o777).toBe(0o600)
  await first.close()
  const second = await openStore(dir)
  expect(await second.exchanges.body(1, 'response', 2_000_000, 10)).toEqual(new Uint8Array([98]))
  await second.close()
})

test('what is wiped is in no file any more, and its room is given back', async () => {
  const dir = await folder()
  const store = await openStore(dir)
  const marker = 'only-in-this-body'
  const body = (text: string) => ({ ...noBodies, response: { kind: 'bytes', bytes: Buffer.from(text) } as const })
  for (let id = 1; id <= 50; id++) await store.exchanges.put(exchange(id), body(marker.repeat(5_000)))
  await store.exchanges.put(exchange(51), body('this one stays'))
  const files = () => Promise.all(['console.sqlite', 'console.sqlite-wal'].map((name) => readFile(join(dir, name))))
  const holding = async () => (await files()).filter((content) => content.includes(marker)).length
  expect(await holding()).toBeGreaterThan(0)

  const ids = Array.from({ length: 50 }, (_, index) => index + 1)
  await store.exchanges.remove(ids)
  await store.exchanges.wipe(ids)
  expect(await holding()).toBe(0)
  expect((await stat(join(dir, 'console.sqlite'))).size).toBeLessThan(200_000)
  expect((await store.exchanges.list()).map((row) => row.id)).toEqual([51])
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
  await store.exchanges.put(exchange(1), noBodies)
  await store.close()
  expect(await readFile(path)).toEqual(before)
})

function big(store: Store) {
  const body = store.exchanges.openBody()
  return body.write(Buffer.from(`${'a'.repeat(2_000_000)}b`)).then(body.finish)
}
