import { expect, test } from 'vitest'
import { createBus } from './bus.ts'

interface Events {
  AccountRemoved: { id: string }
  ClockMoved: { ms: number }
}

test('listeners are called at once, in the order in which they came, and for their own event alone', () => {
  const bus = createBus<Events>()
  const calls: string[] = []
  bus.on('AccountRemoved', ({ id }) => calls.push(`first ${id}`))
  bus.on('ClockMoved', () => calls.push('another'))
  bus.on('AccountRemoved', ({ id }) => calls.push(`second ${id}`))
  bus.publish('AccountRemoved', { id: 'a1' })
  expect(calls).toEqual(['first a1', 'second a1'])
})

test('the same function listens twice, and each can stop by itself', () => {
  const bus = createBus<Events>()
  let calls = 0
  const listener = () => void calls++
  bus.on('ClockMoved', listener)
  const stop = bus.on('ClockMoved', listener)
  stop()
  bus.publish('ClockMoved', { ms: 1 })
  expect(calls).toBe(1)
})

test("an error keeps nobody from hearing of the event, and is the publisher's", () => {
  const bus = createBus<Events>()
  let calls = 0
  bus.on('ClockMoved', () => {
    throw new Error('first')
  })
  bus.on('ClockMoved', () => void calls++)
  expect(() => bus.publish('ClockMoved', { ms: 1 })).toThrow('first')
  expect(calls).toBe(1)
})

test('what is published meanwhile is heard before the publisher goes on', () => {
  const bus = createBus<Events>()
  const calls: string[] = []
  bus.on('AccountRemoved', () => {
    bus.publish('ClockMoved', { ms: 1 })
    calls.push('removed')
  })
  bus.on('ClockMoved', () => calls.push('moved'))
  bus.publish('AccountRemoved', { id: 'a1' })
  expect(calls).toEqual(['moved', 'removed'])
})

test('a publisher who waits goes on when what the listeners began has ended, with the first error', async () => {
  const bus = createBus<Events>()
  const calls: string[] = []
  bus.on('AccountRemoved', async ({ id }) => {
    calls.push(`begun ${id}`)
    await Promise.resolve()
    calls.push(`ended ${id}`)
    throw new Error('from afar')
  })
  bus.on('AccountRemoved', () => void calls.push('at once'))
  const waited = bus.publishAndWait('AccountRemoved', { id: 'a1' })
  expect(calls).toEqual(['begun a1', 'at once'])
  await expect(waited).rejects.toThrow('from afar')
  expect(calls).toEqual(['begun a1', 'at once', 'ended a1'])
})
