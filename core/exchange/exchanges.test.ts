import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { UNDO_MS } from '#contract/pure/limits.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { heldLimits, openExchanges } from './exchanges.ts'
import { sqliteTestStore, text, written } from './testing/stores.ts'

const limits = { exchanges: 3, bytes: 1e9 }
const gone = { problem: { code: 'exchange-not-found' } }

async function setUp(opened = sqliteTestStore(), held = heldLimits) {
  const { store } = await opened
  const clock = createFakeClock()
  const logged: string[] = []
  const line = (text: string) => void logged.push(text)
  const log = { info: () => {}, warn: line, error: line }
  let changes = 0
  const saving = createSaving(clock, log)
  const part = saving.part('exchanges', held)
  const exchanges = await openExchanges({ store, saving: part, limits, clock, log, changed: () => void changes++ })
  return {
    exchanges,
    saving,
    store,
    clock,
    logged,
    changes: () => changes,
    ids: () => exchanges.list().map((row) => row.id),
    record(id: number, accountId = 'a') {
      exchanges.sink.started({ ...testExchange(id, accountId), outcome: { kind: 'running' } })
      exchanges.sink.finished(testExchange(id, accountId), { request: text(''), response: text(`response ${id}`) })
    },
  }
}

test('a recorded exchange is on the list before the store has it, and read after', async () => {
  const { exchanges, store, record, ids } = await setUp()
  record(1)
  expect(ids()).toEqual([1])
  // A caller who waits for the reply does not wait for the disk.
  await Promise.resolve()
  expect(await store.list()).toEqual([])
  expect(await exchanges.get(1)).toEqual(testExchange(1))
  expect(Buffer.from(await exchanges.body(1, 'response', 0)).toString()).toBe('response 1')
})

test('what makes room leaves the list as well; a pin holds, also one set while it was running', async () => {
  const { exchanges, record, ids } = await setUp()
  exchanges.sink.started({ ...testExchange(1), outcome: { kind: 'running' } })
  await exchanges.pin([1], true)
  exchanges.sink.finished(testExchange(1), { request: text(''), response: text('') })
  for (const id of [2, 3, 4]) record(id)
  await exchanges.usage()
  expect(ids()).toEqual([4, 3, 1])
  expect((await exchanges.get(1)).pinned).toBe(true)
  exchanges.setLimits({ exchanges: 2, bytes: 1e9 })
  expect(await exchanges.usage()).toMatchObject({ exchanges: 2, pinned: 1 })
  expect(ids()).toEqual([4, 1])
})

test('removed: hidden at once, back within the time, gone for good after it', async () => {
  const { exchanges, clock, record, ids } = await setUp()
  for (const id of [1, 2, 3]) record(id)
  await exchanges.pin([2], true)
  const before = exchanges.list()
  await exchanges.remove([1, 2])
  expect(ids()).toEqual([3])
  await expect(exchanges.get(1)).rejects.toMatchObject(gone)

  await clock.advance(UNDO_MS - 1)
  await exchanges.restore([1, 2])
  expect(exchanges.list()).toEqual(before)
  expect((await exchanges.get(2)).pinned).toBe(true)

  await exchanges.remove([1])
  // The first removal is over; its time does not count for the second.
  await clock.advance(1)
  await exchanges.restore([1])
  await exchanges.remove([1, 2])
  await clock.advance(UNDO_MS)
  await expect(exchanges.restore([1, 2])).rejects.toMatchObject(gone)
  expect(ids()).toEqual([3])
})

test('a body of which less is left than was recorded says so, and gives what there is', async () => {
  const opened = await sqliteTestStore()
  const { exchanges } = await setUp(Promise.resolve(opened))
  const view = { ...testExchange(1), response: { ...reply, body: { size: 1_500_000 } } }
  exchanges.sink.finished(view, {
    request: text(''),
    response: await written(opened.store, Buffer.alloc(1_500_000, 'a')),
  })
  await exchanges.usage()
  const file = join(opened.folder, '1-response.body')
  truncateSync(file, 1_000)
  expect(await exchanges.body(1, 'response', 0)).toHaveLength(1_000)
  const incomplete = (left: number) => ({ problem: { code: 'body-incomplete', size: 1_500_000, left } })
  await expect(exchanges.body(1, 'response', 1_000)).rejects.toMatchObject(incomplete(1_000))
  rmSync(file)
  await expect(exchanges.body(1, 'response', 0)).rejects.toMatchObject(incomplete(0))
  expect(await exchanges.body(1, 'request', 0)).toHaveLength(0)
})

const reply = { status: 200, statusText: '', httpVersion: '1.1', headers: [], trailers: [] }

test('a long clearing is not waited for by somebody who reads another exchange', async () => {
  const { exchanges, store, record } = await setUp()
  record(1)
  await exchanges.usage()
  let clear = () => {}
  store.setLimits = () => new Promise((resolve) => (clear = () => resolve([])))
  exchanges.setLimits(limits)
  expect(await exchanges.get(1)).toEqual(testExchange(1))
  const pinning = exchanges.pin([1], true)
  expect((await exchanges.get(1)).pinned, 'and sees it as the list does').toBe(true)
  await nextTurn()
  clear()
  await pinning
})

test('one that is still running is not removed', async () => {
  const { exchanges, ids } = await setUp()
  exchanges.sink.started({ ...testExchange(1), outcome: { kind: 'running' } })
  await exchanges.remove([1])
  expect(ids()).toEqual([1])
})

test('closing wipes what is removed, and leaves no timer', async () => {
  const opened = await sqliteTestStore()
  const { exchanges, clock, record } = await setUp(Promise.resolve(opened))
  for (const id of [1, 2]) record(id)
  await exchanges.remove([1])
  await exchanges.close()
  expect(clock.pending()).toBe(0)
  expect(await opened.store.restore([1])).toEqual([])
  expect((await opened.store.list()).map((row) => row.id)).toEqual([2])
})

test('an account takes its removed ones along', async () => {
  const { exchanges, record, ids } = await setUp()
  record(1, 'a')
  record(2, 'b')
  await exchanges.remove([1])
  await exchanges.removeAccount('a')
  await expect(exchanges.restore([1])).rejects.toMatchObject(gone)
  expect(ids()).toEqual([2])
})

test('what a removed account still sends is neither listed nor written, and leaves no body file', async () => {
  const opened = await sqliteTestStore()
  const { exchanges, record, ids } = await setUp(Promise.resolve(opened))
  const running = { ...testExchange(1), outcome: { kind: 'running' } } as const
  const body = await written(opened.store, new Uint8Array(2 * 1024 * 1024))
  exchanges.sink.started(running)
  await exchanges.removeAccount('a')
  exchanges.sink.ended(testExchange(1), Promise.resolve())
  exchanges.sink.finished(testExchange(1), { request: text(''), response: body })
  // The call's next attempt.
  record(2, 'a')
  record(3, 'b')
  expect(ids()).toEqual([3])
  await exchanges.usage()
  expect((await opened.store.list()).map(({ id }) => id)).toEqual([3])
  await vi.waitFor(() => expect(opened.files()).toEqual([]))
})

test('a body that the disk did not take whole is shown as far as it is there', async () => {
  const { exchanges } = await setUp()
  const recorded = { ...testExchange(1), request: { ...testExchange(1).request, body: { size: 100 } } }
  exchanges.sink.finished(recorded, { request: text('as far as this'), response: text('') })
  expect((await exchanges.get(1)).request.body).toEqual({ size: 14, fullSize: 100 })
})

/** A store that takes nothing while the disk is full. */
async function fullStore() {
  const opened = await sqliteTestStore({ exchanges: 1_000 })
  const { store } = opened
  const disk = { room: false }
  const guarded = <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) => {
    return async (...args: Args) => {
      if (!disk.room) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      return run(...args)
    }
  }
  const { put, pin, remove, restore, wipe, removeAccount } = store
  const writes = { put, pin, remove, restore, wipe, removeAccount }
  for (const [name, run] of Object.entries(writes)) Object.assign(store, { [name]: guarded(run as typeof put) })
  return { opened, disk, plain: { ...store, ...writes } }
}

test('on a full disk a row says that it is not saved and opens; with room it is saved, and a restart has it', async () => {
  const { opened, disk, plain } = await fullStore()
  const { exchanges, saving, logged, record } = await setUp(Promise.resolve(opened))
  for (const id of [1, 2, 3]) record(id)
  await exchanges.usage()
  expect(exchanges.list().map((row) => row.unsaved)).toEqual([true, true, true])
  expect(await exchanges.get(2)).toEqual({ ...testExchange(2), unsaved: true })
  expect(Buffer.from(await exchanges.body(2, 'response', 0)).toString()).toBe('response 2')
  expect(saving.unsaved()).toEqual({ parts: ['exchanges'], reason: 'no-space' })
  expect(logged).toEqual(['not written for now'])

  disk.room = true
  await saving.retry()
  expect(exchanges.list()).toEqual([3, 2, 1].map((id) => expect.not.objectContaining({ id, unsaved: true })))
  expect((await plain.list()).map(({ id }) => id)).toEqual([3, 2, 1])
  expect(saving.unsaved()).toBeUndefined()
})

test('what is done with them while there is no room holds when there is some', async () => {
  const { opened, disk, plain } = await fullStore()
  const { exchanges, saving, clock, record, ids } = await setUp(Promise.resolve(opened))
  disk.room = true
  for (const id of [1, 2, 3]) record(id)
  await exchanges.usage()
  disk.room = false
  for (const id of [4, 5, 6, 7]) record(id)
  await exchanges.pin([1, 4], true)
  await exchanges.remove([2, 5])
  await clock.advance(UNDO_MS)
  await exchanges.remove([3, 6])
  await exchanges.restore([6])
  await exchanges.remove([7])
  expect(ids()).toEqual([6, 4, 1])

  disk.room = true
  await saving.retry()
  expect((await plain.list()).map(({ id, pinned }) => [id, pinned])).toEqual([
    [6, false],
    [4, true],
    [1, true],
  ])
  expect(saving.unsaved()).toBeUndefined()
  await exchanges.restore([3, 7])
  expect((await plain.list()).map(({ id }) => id)).toEqual([7, 4, 1])
  await expect(exchanges.restore([2, 5])).rejects.toMatchObject(gone)
})

test('no more than may waits: the oldest leaves the list and is counted, what is pinned stays', async () => {
  const { opened, disk, plain } = await fullStore()
  const { exchanges, saving, record, ids } = await setUp(Promise.resolve(opened), { jobs: 3, bytes: 1e6 })
  record(1)
  await exchanges.usage()
  await exchanges.pin([1], true)
  for (const id of [2, 3, 4, 5]) record(id)
  await exchanges.usage()
  expect(ids()).toEqual([5, 4, 1])
  expect(saving.givenUp()).toEqual([{ part: 'exchanges', count: 2 }])
  disk.room = true
  await saving.close()
  expect((await plain.list()).map(({ id }) => id)).toEqual([5, 4, 1])
})

test('an account that is removed meanwhile takes what waits along', async () => {
  const { opened, disk, plain } = await fullStore()
  const { exchanges, saving, record } = await setUp(Promise.resolve(opened))
  record(1, 'a')
  record(2, 'b')
  await exchanges.usage()
  await exchanges.removeAccount('a')
  disk.room = true
  await saving.retry()
  expect((await plain.list()).map(({ id }) => id)).toEqual([2])
  expect(saving.unsaved()).toBeUndefined()
})

test('what the store fails to read is a named problem', async () => {
  const { exchanges, store, logged, record } = await setUp()
  record(1)
  await exchanges.usage()
  store.get = async () => {
    throw Object.assign(new Error('malformed'), { errcode: 11 })
  }
  await expect(exchanges.get(1)).rejects.toMatchObject({ problem: { code: 'exchange-unreadable' } })
  expect(logged).toEqual(['an exchange cannot be read'])
})

test('an exchange whose account goes before it is written is not written, and leaves no body file', async () => {
  const opened = await sqliteTestStore()
  const { exchanges, store } = await setUp(Promise.resolve(opened))
  const body = await written(store, new Uint8Array(2 * 1024 * 1024))
  const put = vi.spyOn(store, 'put')
  exchanges.sink.started({ ...testExchange(1), outcome: { kind: 'running' } })
  exchanges.sink.finished(testExchange(1), { request: text(''), response: body })
  // Its write has begun, and lets others go first.
  await Promise.resolve()
  await exchanges.removeAccount('a')
  await nextTurn()
  expect(put).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(opened.files()).toEqual([]))
})
