import { expect, test } from 'vitest'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createSaving } from './saving.ts'

const full = () => Object.assign(new Error('full'), { code: 'ENOSPC' })

/** A disk that fails on request; `taken` is the order of its writes. */
function setUp() {
  const clock = createFakeClock()
  const logged: string[] = []
  const line = (message: string, facts?: unknown) => void logged.push(`${message} ${JSON.stringify(facts)}`)
  const saving = createSaving(clock, { info: line, warn: line, error: line })
  const disk = { room: Number.POSITIVE_INFINITY, tries: 0, taken: [] as string[] }
  const take = (what: string) => async () => {
    disk.tries++
    if (disk.room <= 0) throw full()
    disk.room--
    disk.taken.push(what)
  }
  return { clock, logged, saving, disk, take }
}

test('what there is room for is written in order, behind the caller', async () => {
  const { clock, saving, disk, take } = setUp()
  const part = saving.part('exchanges')
  for (const key of ['a', 'b', 'c']) part.write({ key, run: take(key) })
  expect(disk.taken).toEqual([])
  await part.flushed()
  expect(disk.taken).toEqual(['a', 'b', 'c'])
  expect(saving.unsaved()).toBeUndefined()
  expect(clock.pending()).toBe(0)
})

test('without room it waits, says so once, and is tried again after growing pauses', async () => {
  const { clock, logged, saving, disk, take } = setUp()
  let changes = 0
  saving.subscribe(() => changes++)
  disk.room = 0
  const told: string[] = []
  const job = { key: 'a', run: take('a'), waits: () => told.push('waits'), saved: () => told.push('saved') }
  const part = saving.part('timeline')
  part.write(job)
  await part.flushed()
  expect(saving.unsaved()).toEqual({ parts: ['timeline'], reason: 'no-space' })

  const triesAfter = async (ms: number) => {
    await clock.advance(ms)
    return disk.tries
  }
  expect(await triesAfter(1_999)).toBe(1)
  expect(await triesAfter(1)).toBe(2)
  expect(await triesAfter(4_000)).toBe(3)
  expect(await triesAfter(8_000)).toBe(4)
  expect(await triesAfter(16_000 + 32_000 + 60_000)).toBe(7)
  expect(await triesAfter(60_000)).toBe(8)
  expect([told, changes]).toEqual([['waits'], 1])

  disk.room = 1
  await clock.advance(60_000)
  expect([disk.taken, told, changes]).toEqual([['a'], ['waits', 'saved'], 2])
  expect(saving.unsaved()).toBeUndefined()
  expect(clock.pending()).toBe(0)
  expect(logged).toEqual([
    'not written for now {"part":"timeline","reason":"no-space"}',
    'written after all {"part":"timeline"}',
  ])
})

test('a write that succeeds is a sign of room: what waits follows, secrets before exchanges and the newest first', async () => {
  const { clock, saving, disk, take } = setUp()
  disk.room = 0
  const [exchanges, secrets] = [saving.part('exchanges'), saving.part('secrets')]
  for (const key of ['1', '2', '3']) exchanges.write({ key, run: take(key) })
  secrets.write({ key: 'token', run: take('token') })
  await Promise.all([exchanges.flushed(), secrets.flushed()])
  expect(saving.unsaved()?.parts).toEqual(['secrets', 'exchanges'])

  disk.room = Number.POSITIVE_INFINITY
  saving.part('settings').write({ key: 'settings', run: take('settings') })
  await clock.advance(0)
  expect(disk.taken).toEqual(['settings', 'token', '3', '2', '1'])
})

test('a full disk is not asked for each that waits, and one that never fits does not keep the others', async () => {
  const { clock, saving, disk, take } = setUp()
  const part = saving.part('exchanges')
  disk.room = 0
  for (let n = 1; n <= 100; n++) part.write({ key: String(n), run: take(String(n)) })
  const never = async () => {
    throw full()
  }
  for (const key of ['x', 'y', 'z']) part.write({ key, run: never })
  await part.flushed()
  const before = disk.tries
  await clock.advance(2_000)
  expect(disk.tries - before).toBeLessThanOrEqual(3)
  disk.room = Number.POSITIVE_INFINITY
  await saving.retry()
  expect(disk.taken).toHaveLength(100)
  expect(saving.unsaved()?.parts).toEqual(['exchanges'])
  for (const key of ['x', 'y', 'z']) part.forget(key)
  expect(saving.unsaved()).toBeUndefined()
})

test('the last word of a key is the one that is written, and what was missed is made up for', async () => {
  const { clock, saving, disk, take } = setUp()
  const [state, timeline] = [saving.part('settings'), saving.part('timeline')]
  disk.room = 0
  for (const value of ['1', '2', '3']) state.write({ key: 'settings', run: take(value) })
  timeline.write({ key: 'place', run: take('add 1'), again: take('all') })
  await Promise.all([state.flushed(), timeline.flushed()])
  disk.room = Number.POSITIVE_INFINITY
  timeline.write({ key: 'place', run: take('add 2'), again: take('all') })
  await clock.advance(2_000)
  expect(disk.taken).toEqual(['all', '3'])
})

test('closing tries everything that waits once more, secrets first, and leaves no timer', async () => {
  const { clock, saving, disk, take } = setUp()
  disk.room = 0
  for (const part of ['exchanges', 'accounts', 'secrets'] as const)
    saving.part(part).write({ key: part, run: take(part) })
  await clock.advance(0)
  disk.room = 2
  await saving.close()
  expect(disk.taken).toEqual(['secrets', 'accounts'])
  expect(clock.pending()).toBe(0)
})

test('no more waits than may: the oldest is given up and counted, what is pinned last', async () => {
  const { saving, disk, take } = setUp()
  const part = saving.part('exchanges', { jobs: 4, bytes: 100 })
  disk.room = 0
  const givenUp: string[] = []
  const wait = (key: string, bytes: number, pinned = false) =>
    part.write({ key, run: take(key), bytes: () => bytes, pinned: () => pinned, givenUp: () => givenUp.push(key) })
  wait('pinned', 10, true)
  for (const key of ['1', '2', '3', '4']) wait(key, 10)
  await part.flushed()
  expect(givenUp).toEqual(['1'])
  wait('big', 85)
  await part.flushed()
  expect(givenUp).toEqual(['1', '2', '3', '4'])
  expect(saving.givenUp()).toEqual([{ part: 'exchanges', count: 4 }])
  disk.room = 10
  await saving.close()
  expect(disk.taken).toEqual(['big', 'pinned'])
})

test('what comes first is tried before anything that waits, each time', async () => {
  const { clock, saving, disk, take } = setUp()
  disk.room = 0
  saving.part('accounts').write({ key: 'accounts', run: take('accounts') })
  await clock.advance(0)
  saving.first(async () => void (disk.room > 0 && (await take('vault')())))
  disk.room = 1
  await clock.advance(2_000)
  expect(disk.taken).toEqual(['vault'])
  disk.room = 2
  await saving.close()
  expect(disk.taken).toEqual(['vault', 'vault', 'accounts'])
})
