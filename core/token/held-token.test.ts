import { expect, test } from 'vitest'
import { deserialise, serialise } from './held-token.ts'

test('what is stored comes back but for the monotonic end', () => {
  const superseded = { at: 4, remainingMs: 5 }
  const held = { token: 'abc', source: 'forced', obtainedAt: 1, expiresAt: 2, lifetimeMs: 3, superseded } as const
  expect(deserialise(serialise({ ...held, monotonicEnd: 9 }))).toEqual(held)
})

test('what was stored before sources were told was fetched', () => {
  const old = { token: 'abc', obtainedAt: 1, expiresAt: 2, lifetimeMs: 3 }
  expect(deserialise(JSON.stringify(old))).toEqual({ ...old, source: 'fetched' })
})

test.each(['', 'A B', 'A\r\nB', 'A\u0000B', '令牌'])('a token that cannot be sent, as %j, is none', (token) => {
  expect(deserialise(JSON.stringify({ token, obtainedAt: 1, lifetimeMs: 3 }))).toBeUndefined()
})
