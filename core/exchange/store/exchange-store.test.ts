import { createHash, randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readBack, sqliteTestStore, text, written } from '#core/exchange/testing/stores.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { testExchange as exchange } from '#core/testing/test-exchange.ts'
import { MAX_HELD } from './body-writer.ts'
import type { RetentionLimits } from './retention.ts'

const MiB = 1024 * 1024

async function setUp(limits?: Partial<RetentionLimits>) {
  const opened = await sqliteTestStore(limits)
  const { store } = opened
  return {
    ...opened,
    put: (id: number, body = `response ${id}`, accountId = 'a') =>
      store.put(exchange(id, accountId), { request: text(''), response: text(body) }),
    ids: async () => (await store.list()).map((row) => row.id),
  }
}

test('keeps the newest, reads slices, forgets an account', async () => {
  const { store, ids } = await setUp({ exchanges: 3 })
  const made: number[][] = []
  for (const id of [1, 2, 3, 4]) {
    made.push(
      await store.put(
        { ...exchange(id, id % 2 ? 'odd' : 'even'), causedBy: id - 1 },
        { request: text('req'), response: text(`response ${id}`) },
      ),
    )
  }
  expect(made).toEqual([[], [], [], [1]])
  expect(await ids()).toEqual([4, 3, 2])
  expect((await store.list())[0]).not.toHaveProperty('request')
  expect((await store.list())[0]).toMatchObject({ causedBy: 3 })
  expect(await store.get(1)).toBeUndefined()
  expect(await store.get(4)).toEqual({ ...exchange(4, 'even'), causedBy: 3 })

  const slice = await store.body(4, 'response', 9, 100)
  expect(new TextDecoder().decode(slice)).toBe('4')
  expect((await store.body(4, 'response', 100, 10))?.length).toBe(0)
  expect(await store.body(9, 'response', 0, 10)).toBeUndefined()

  await store.removeAccount('even')
  expect(await ids()).toEqual([3])
})

test('what is pinned stays, what is removed comes back until it is wiped', async () => {
  const { store, put, ids } = await setUp({ exchanges: 2 })
  await put(1)
  await store.pin([1, 99], true)
  expect(await store.get(1)).toEqual({ ...exchange(1), pinned: true })
  await put(2)
  expect(await put(3)).toEqual([2])
  expect(await ids()).toEqual([3, 1])

  await store.remove([1, 3])
  expect(await ids()).toEqual([])
  expect(await store.get(1)).toBeUndefined()
  expect(await store.body(3, 'response', 0, 10)).toBeUndefined()
  await store.pin([3], true)
  await store.restore([1])
  expect(await store.list()).toMatchObject([{ id: 1, pinned: true }])
  expect((await readBack(store, 1, 'response')).toString()).toBe('response 1')
  await store.wipe([1, 3])
  expect(await store.restore([1, 3])).toEqual([])
  expect(await ids()).toEqual([1])
})

test('over its bytes the oldest goes; a narrower limit takes effect at once', async () => {
  const { store, put, ids } = await setUp({ bytes: 4_000 })
  for (let id = 1; id <= 10; id++) await put(id, 'x'.repeat(500))
  const usage = await store.usage()
  expect(usage.bytes).toBeLessThanOrEqual(4_000)
  expect(usage.bytes).toBeGreaterThan(3_000)
  const newestFirst = await ids()
  expect(newestFirst).toEqual([10, 9, 8, 7, 6].slice(0, usage.exchanges))
  expect(await store.setLimits({ exchanges: 2, bytes: 4_000 })).toEqual(newestFirst.slice(2).reverse())
  expect(await ids()).toEqual([10, 9])
  expect(await store.setLimits({ exchanges: 2, bytes: 10 })).toEqual([9])
  expect(await ids(), 'the newest stays, however big it is').toEqual([10])
})

test('when only pinned ones are left it works on, with what is newest', async () => {
  const { store, put, ids } = await setUp({ exchanges: 2 })
  for (const id of [1, 2]) await put(id)
  await store.pin([1, 2], true)
  await put(3)
  await put(4)
  expect(await ids()).toEqual([4, 2, 1])
  expect(await store.usage()).toMatchObject({ exchanges: 3, pinned: 2 })
  await store.pin([2], false)
  await put(5)
  expect(await ids()).toEqual([5, 1])
})

test('removed ones take no room, and make room again when they come back', async () => {
  const { store, put, ids } = await setUp({ exchanges: 2 })
  await put(1)
  await put(2)
  await store.remove([1, 2])
  expect(await store.usage()).toEqual({ exchanges: 0, pinned: 0, bytes: 0 })
  await put(3)
  expect(await store.restore([1, 2])).toEqual([1])
  expect(await ids()).toEqual([3, 2])
})

test('a body comes back as it was written, on either side of 1 MiB', async () => {
  const { store, files } = await setUp()
  for (const [id, size] of [0, 1, MiB - 1, MiB, MiB + 1, 3 * MiB + 7].entries()) {
    const bytes = randomBytes(size)
    const [request, response] = [await written(store, bytes), await written(store, bytes)]
    await store.put(exchange(id), { request, response })
    expect((await readBack(store, id, 'response')).equals(bytes), `${size} bytes`).toBe(true)
    expect((await readBack(store, id, 'request')).equals(bytes), `${size} bytes`).toBe(true)
  }
  expect(files()).toHaveLength(4)
})

test('in memory, a body of any size lies in its row, and no more than 64 MiB are held whatever the limits say', async () => {
  const store = createMemoryStore().exchanges
  await store.setLimits({ exchanges: 100, bytes: 1e12 })
  const bytes = randomBytes(20 * MiB)
  const put = async (id: number) =>
    store.put(exchange(id), { request: text(''), response: await written(store, bytes) })
  for (const id of [1, 2, 3]) expect(await put(id)).toEqual([])
  expect(await put(4)).toEqual([1])
  expect(await store.usage()).toMatchObject({ exchanges: 3 })
  expect((await readBack(store, 4, 'response')).equals(bytes)).toBe(true)
})

describe('files of big bodies', () => {
  const big = 2 * MiB

  test('50 MB are written and read in pieces, and never held whole', async () => {
    const { store } = await sqliteTestStore()
    const chunk = randomBytes(64 * 1024)
    const sent = createHash('sha256')
    const body = store.openBody()
    const before = heldNow()
    let most = 0
    for (let n = 0; n < 800; n++) {
      sent.update(chunk)
      await body.write(chunk)
      most = Math.max(most, heldNow() - before)
    }
    await store.put(exchange(1), { request: text(''), response: await body.finish() })
    const received = createHash('sha256')
    for (let offset = 0; ; offset += 256 * 1024) {
      const slice = await store.body(1, 'response', offset, 256 * 1024)
      if (!slice?.length) break
      received.update(slice)
      most = Math.max(most, heldNow() - before)
    }
    expect(received.digest('hex')).toBe(sent.digest('hex'))
    expect(most).toBeLessThan(40 * MiB)
  })

  test('go with their exchange: evicted, wiped, or with its account', async () => {
    const { store, files } = await sqliteTestStore({ exchanges: 3 })
    const put = async (id: number, accountId = 'a') =>
      store.put(exchange(id, accountId), { request: text(''), response: await written(store, randomBytes(big)) })
    for (const id of [1, 2, 3]) await put(id)
    await put(4, 'b')
    expect(named(files())).toEqual(['2-response.body', '3-response.body', '4-response.body'])
    await store.remove([2])
    expect(files()).toHaveLength(3)
    await store.wipe([2])
    expect(named(files())).toEqual(['3-response.body', '4-response.body'])
    await store.removeAccount('b')
    expect(named(files())).toEqual(['3-response.body'])
  })

  test('stay when the row that was to name them is not taken, for the next try, and go with what is discarded', async () => {
    const { store, files } = await sqliteTestStore()
    const bodies = { request: text(''), response: await written(store, randomBytes(big)) }
    const wrong = { ...exchange(1), accountId: null as unknown as string }
    await expect(store.put(wrong, bodies)).rejects.toThrow('NOT NULL')
    expect(await store.unwritten(1, 'response', bodies.response, 0, big)).toHaveLength(big)
    expect(await store.put(exchange(1), bodies)).toEqual([])
    expect(await readBack(store, 1, 'response')).toHaveLength(big)
    const others = { request: text(''), response: await written(store, randomBytes(big)) }
    await expect(store.put({ ...wrong, id: 2 }, others)).rejects.toThrow('NOT NULL')
    await store.discard(2, others)
    expect(named(files())).toEqual(['1-response.body'])
  })

  test('one that somebody took away before its row was written costs the body, and the view says so', async () => {
    const { store, folder } = await sqliteTestStore()
    const response = await written(store, randomBytes(big))
    await rm(folder, { recursive: true })
    const view = { ...exchange(1), response: { ...answer, body: { size: big } } }
    await store.put(view, { request: text(''), response })
    expect((await store.get(1))?.response?.body).toEqual({ size: 0, fullSize: big })
    expect(await store.body(1, 'response', 0, 10)).toHaveLength(0)
  })

  test('one that is forgotten leaves nothing', async () => {
    const { store, files } = await sqliteTestStore()
    const body = store.openBody()
    await body.write(randomBytes(big))
    expect(files()).toHaveLength(1)
    await body.discard()
    expect(files()).toEqual([])
  })

  test('one that somebody took away reads as empty; the exchange is still there', async () => {
    const { store, folder } = await sqliteTestStore()
    await store.put(exchange(1), { request: text(''), response: await written(store, randomBytes(big)) })
    await rm(folder, { recursive: true })
    expect(await store.body(1, 'response', 0, 10)).toEqual(new Uint8Array())
    expect(await store.get(1)).toEqual(exchange(1))
    await store.remove([1])
    await store.wipe([1])
    expect(await store.list()).toEqual([])
  })

  test('where the disk takes none, it stays in memory up to a bound, and is put into the row', async () => {
    const { store, folder } = await sqliteTestStore()
    await writeFile(folder, 'a file where the folder should be')
    const bytes = randomBytes(big)
    const body = await written(store, bytes)
    expect(body.kind === 'bytes' && bytes.equals(body.bytes)).toBe(true)
    await store.put(exchange(1), { request: text(''), response: body })
    expect((await readBack(store, 1, 'response')).equals(bytes)).toBe(true)
    const longer = randomBytes(MAX_HELD + MiB)
    const cut = await written(store, longer)
    expect(cut.kind === 'bytes' && longer.subarray(0, MAX_HELD).equals(cut.bytes)).toBe(true)
  })

  test('what a crash left is swept at the next start: passing files, files without a row, removed rows', async () => {
    const { store, files, reopen } = await sqliteTestStore()
    const passing = store.openBody()
    await passing.write(randomBytes(big))
    // Written and never put: the console ended in between.
    await written(store, randomBytes(big))
    for (const id of [1, 2]) {
      await store.put(exchange(id), { request: text(''), response: await written(store, randomBytes(big)) })
    }
    await store.remove([1])
    expect(files()).toHaveLength(4)
    const again = await reopen()
    expect(named(again.files())).toEqual(['2-response.body'])
    expect(await again.store.restore([1])).toEqual([])
    expect((await again.store.list()).map((row) => row.id)).toEqual([2])
    expect(await readBack(again.store, 2, 'response')).toHaveLength(big)
    await passing.discard()
  })
})

const answer = { status: 200, statusText: 'OK', httpVersion: '1.1', headers: [], trailers: [] }
const named = (files: string[]) => files.map((path) => path.split(/[\\/]/).at(-1)).sort()

function heldNow(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return arrayBuffers + heapUsed
}
