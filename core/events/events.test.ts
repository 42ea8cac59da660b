import { expect, test } from 'vitest'
import type { ConsoleEvent } from '../../contract/events.ts'
import { HEARTBEAT_MS } from '../../contract/pure/limits.ts'
import { createFakeClock } from '../ports/fake-clock.ts'
import { createEvents, type SnapshotSources } from './events.ts'

const features = ['host', 'settings', 'accounts', 'token', 'ipList', 'exchange', 'sandbox'] as const

function setup(maxPages?: number) {
  const clock = createFakeClock()
  let made = 0
  const source = () => `view ${++made}`
  const sources = Object.fromEntries(features.map((feature) => [feature, source])) as unknown as SnapshotSources
  return { clock, events: createEvents(sources, clock, maxPages) }
}

async function take(stream: AsyncGenerator<ConsoleEvent>, count: number): Promise<ConsoleEvent[]> {
  const events: ConsoleEvent[] = []
  for (let n = 0; n < count; n++) {
    const next = await stream.next()
    if (next.done) break
    events.push(next.value)
  }
  return events
}

test('a page gets every feature first, then what changes, many changes as one', async () => {
  const { events } = setup()
  const stream = events.watch({ takeOver: false }, undefined)
  expect((await take(stream, features.length)).map((event) => event.feature)).toEqual([...features])
  for (let n = 0; n < 100; n++) events.changed('exchange')
  events.changed('token')
  events.pushAction('token.fetch')
  expect((await take(stream, 3)).map((event) => event.feature)).toEqual(['exchange', 'token', 'action'])
  await stream.return(undefined)
})

test('every ten seconds a heartbeat, behind fresh token views', async () => {
  const { events, clock } = setup()
  const stream = events.watch({ takeOver: false }, undefined)
  await take(stream, features.length)
  await clock.advance(HEARTBEAT_MS)
  expect((await take(stream, 2)).map((event) => event.feature)).toEqual(['token', 'heartbeat'])
  events.close()
  expect(clock.pending()).toBe(0)
})

test('a stream that waits ends when its page goes, and is counted no longer', async () => {
  const { events } = setup(1)
  const page = new AbortController()
  const stream = events.watch({ takeOver: false }, page.signal)
  await take(stream, features.length)
  const waiting = stream.next()
  page.abort()
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(await take(events.watch({ takeOver: false }, undefined), 1)).toHaveLength(1)
})

test('over the limit a page is refused, or takes the place of the oldest', async () => {
  const { events } = setup(2)
  const oldest = events.watch({ takeOver: false }, undefined)
  const newer = events.watch({ takeOver: false }, undefined)
  await take(oldest, features.length)
  await take(newer, features.length)
  expect(() => events.watch({ takeOver: false }, undefined)).toThrow('too-many-pages')

  const third = events.watch({ takeOver: true }, undefined)
  expect(await take(third, 1)).toHaveLength(1)
  expect(await take(oldest, 5)).toEqual([{ feature: 'taken-over' }])
  events.changed('token')
  expect((await take(newer, 1))[0]?.feature).toBe('token')
})

test('closing ends every stream', async () => {
  const { events } = setup()
  const stream = events.watch({ takeOver: false }, undefined)
  await take(stream, features.length)
  const waiting = stream.next()
  events.close()
  expect((await waiting).done).toBe(true)
})
