import { expect, test } from 'vitest'
import { createHiddenSecrets } from '#core/serving/testing/hidden-secrets.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createSessions, MAX_SESSIONS, SESSION_IDLE_MS } from './sessions.ts'

function setup() {
  const clock = createFakeClock()
  const { hidden, hide } = createHiddenSecrets()
  return { clock, hidden, sessions: createSessions(clock, hide) }
}

test('each page has a key of its own, of two halves of 256 bits', () => {
  const { sessions, hidden } = setup()
  const keys = [sessions.open(), sessions.open()]
  expect(new Set(keys).size).toBe(2)
  for (const key of keys) {
    expect(key).toMatch(/^[\w-]{86}$/)
    expect(sessions.has(key)).toBe(true)
    expect(sessions.has(key.slice(0, 43))).toBe(false)
    expect(sessions.has(key.slice(43))).toBe(false)
  }
  expect(sessions.has('')).toBe(false)
  expect(hidden).toEqual(new Set(keys))
})

test('one that is away too long is out; one whose stream runs is not', async () => {
  const { sessions, clock, hidden } = setup()
  const [away, open] = [sessions.open(), sessions.open()]
  const leave = sessions.enter(open)
  await clock.advance(SESSION_IDLE_MS)
  expect(sessions.has(away)).toBe(false)
  expect(sessions.has(open)).toBe(true)
  leave()
  await clock.advance(SESSION_IDLE_MS - 1)
  expect(sessions.has(open)).toBe(true)
  await clock.advance(1)
  expect(sessions.has(open)).toBe(false)
  expect(hidden.size).toBe(0)
})

test('of too many the one that is unused longest goes, and none that is in use', async () => {
  const { sessions, clock } = setup()
  const inUse = sessions.open()
  sessions.enter(inUse)
  const [unused = '', ...others] = Array.from({ length: MAX_SESSIONS - 1 }, () => sessions.open())
  await clock.advance(1)
  for (const key of others) sessions.enter(key)()
  const newest = sessions.open()
  expect(sessions.has(unused)).toBe(false)
  for (const key of [inUse, ...others, newest]) expect(sessions.has(key)).toBe(true)
})

test('a key that is not known enters nothing', () => {
  expect(setup().sessions.enter('unknown')).not.toThrow()
})
