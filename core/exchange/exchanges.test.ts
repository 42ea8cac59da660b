import { expect, test } from 'vitest'
import { UNDO_MS } from '../../contract/pure/limits.ts'
import { createFakeClock } from '../ports/fake-clock.ts'
import { nextTurn } from '../ports/next-turn.ts'
import { testExchange } from '../testing/test-exchange.ts'
import { openExchanges } from './exchanges.ts'
import { sqliteTestStore, text } from './testing/stores.ts'

const bounds = { exchanges: 3, bytes: 1e9 }
const gone = { problem: { code: 'exchange-not-found' } }

async function setUp(opened = sqliteTestStore()) {
  const { store } = await opened
  const clock = createFakeClock()
  const logged: string[] = []
  const log = { info: () => {}, warn: () => {}, error: (line: string) => void logged.push(line) }
  let changes = 0
  const exchanges = await openExchanges({ store, bounds, clock, log, changed: () => void changes++ })
  return {
    exchanges,
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
  // Nobody who waits for the reply waits for the disk.
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
  await exchanges.kept()
  expect(ids()).toEqual([4, 3, 1])
  expect((await exchanges.get(1)).pinned).toBe(true)
  exchanges.setBounds({ exchanges: 2, bytes: 1e9 })
  expect(await exchanges.kept()).toMatchObject({ exchanges: 2, pinned: 1 })
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
  // The first wish to remove it is over; its time does not count for the second.
  await clock.advance(1)
  await exchanges.restore([1])
  await exchanges.remove([1, 2])
  await clock.advance(UNDO_MS)
  await expect(exchanges.restore([1, 2])).rejects.toMatchObject(gone)
  expect(ids()).toEqual([3])
})

test('a long clearing is not waited for by somebody who reads another exchange', async () => {
  const { exchanges, store, record } = await setUp()
  record(1)
  await exchanges.kept()
  let clear = () => {}
  store.setBounds = () => new Promise((resolve) => (clear = () => resolve([])))
  exchanges.setBounds(bounds)
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

test('a body that the disk did not take whole is shown as far as it is there', async () => {
  const { exchanges } = await setUp()
  const recorded = { ...testExchange(1), request: { ...testExchange(1).request, body: { size: 100 } } }
  exchanges.sink.finished(recorded, { request: text('as far as this'), response: text('') })
  expect((await exchanges.get(1)).request.body).toEqual({ size: 14, fullSize: 100 })
})

test('a store that fails is a line in the log, and the next exchange is taken', async () => {
  const { exchanges, logged, record } = await setUp()
  exchanges.sink.finished(testExchange(1), { request: text(''), response: { kind: 'file', name: 'none', size: 1 } })
  record(2)
  expect(await exchanges.get(2)).toEqual(testExchange(2))
  expect(logged).toEqual(['the store did not take a change of its exchanges'])
})
