import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import type { ConsoleEvent } from '#contract/events.ts'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { HEARTBEAT_MS } from '#contract/pure/limits.ts'
import type { SnapshotSources } from '#core/model/module.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { createEvents } from './events.ts'

const features = ['host', 'settings', 'accounts', 'token', 'ipList', 'exchange', 'sandbox'] as const

function setup(maxPages?: number) {
  const clock = createFakeClock()
  let made = 0
  const source = () => `view ${++made}`
  const sources = Object.fromEntries(features.map((feature) => [feature, source])) as unknown as SnapshotSources
  const exchanges = new Map<number, ExchangeSummary>()
  const listed = { ...sources, exchange: () => [...exchanges.values()] }
  return { clock, exchanges, events: createEvents(listed, (id) => exchanges.get(id), clock, maxPages) }
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
  for (let n = 0; n < 100; n++) events.changed('ipList')
  events.changed('token')
  events.pushAction('token.fetch')
  expect((await take(stream, 3)).map((event) => event.feature)).toEqual(['ipList', 'token', 'action'])
  await stream.return(undefined)
})

test('of the list of exchanges only what changed is sent, once, before the views that name it', async () => {
  const { events, exchanges } = setup()
  for (let id = 1; id <= 2_000; id++) exchanges.set(id, testExchange(id))
  const stream = events.watch({ takeOver: false }, undefined)
  const first = await take(stream, 1)
  events.exchangesChanged([7])
  const rest = await take(stream, features.length - 1)
  expect([...first, ...rest].map((event) => event.feature)).toEqual([...features])
  events.changed('token')
  expect((await take(stream, 1))[0]?.feature, 'the whole list had the change').toBe('token')

  events.changed('token')
  exchanges.set(2_001, { ...testExchange(2_001), outcome: { kind: 'running' } })
  events.exchangesChanged([2_001])
  exchanges.set(2_001, testExchange(2_001))
  exchanges.delete(1)
  events.exchangesChanged([2_001, 1])
  const [changes, next] = await take(stream, 2)
  expect(changes).toEqual({ feature: 'exchange-changes', rows: [testExchange(2_001)], gone: [1] })
  expect(JSON.stringify(changes).length).toBeLessThan(1_000)
  expect(next?.feature).toBe('token')
  await stream.return(undefined)
})

const change = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  at: fc.nat(),
  kind: fc.constantFrom('set', 'delete', 'read'),
})

property.prop([fc.array(change, { maxLength: 60 })])(
  'a page that puts the changes together has the list of the host, whenever it reads',
  async (changes) => {
    const { events, exchanges } = setup()
    const stream = events.watch({ takeOver: false }, undefined)
    const seen = new Map<number, ExchangeSummary>()
    await take(stream, 1)
    const read = async () => {
      // The next event shows that all before it have come.
      events.pushAction('token.fetch')
      for (;;) {
        const [event] = await take(stream, 1)
        if (!event || event.feature === 'action') break
        if (event.feature === 'exchange') for (const row of event.snapshot) seen.set(row.id, row)
        if (event.feature !== 'exchange-changes') continue
        for (const row of event.rows) seen.set(row.id, row)
        for (const id of event.gone) seen.delete(id)
      }
      expect(new Map([...seen].sort())).toEqual(new Map([...exchanges].sort()))
    }
    for (const { id, at, kind } of changes) {
      if (kind === 'read') await read()
      if (kind === 'set') exchanges.set(id, { ...testExchange(id), startedAt: at })
      if (kind === 'delete') exchanges.delete(id)
      events.exchangesChanged([id])
    }
    await read()
    await stream.return(undefined)
  },
)

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
