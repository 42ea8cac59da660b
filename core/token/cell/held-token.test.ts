import { describe, expect, test } from 'vitest'
import { deserialise, type HeldToken, serialise } from './held-token.ts'

const obtained = { token: 'abc', source: 'forced', obtainedAt: 1 } as const
const life = { lifetimeMs: 3, expiresAt: 2 }

test.each<HeldToken>([
  { ...obtained, state: 'valid', life },
  { ...obtained, state: 'valid' },
  { ...obtained, state: 'ended', life },
  { ...obtained, state: 'unverified', reason: 'clock-behind' },
  { ...obtained, state: 'superseded', at: 4, remainingMs: 5, life },
])('what is stored of $state comes back but for the monotonic end', (held) => {
  const running = held.life ? { ...held, life: { ...held.life, monotonicEnd: 9 } } : held
  expect(deserialise(serialise(running))).toEqual(held)
})

describe('what earlier versions stored', () => {
  const plain = { token: 'abc', source: 'renewed', obtainedAt: 1 } as const

  test.each([
    [
      '{"token":"abc","source":"renewed","obtainedAt":1,"expiresAt":2,"lifetimeMs":3}',
      { ...plain, state: 'valid', life },
    ],
    [
      '{"token":"abc","source":"renewed","obtainedAt":1,"expiresAt":2,"lifetimeMs":3,"ended":true}',
      { ...plain, state: 'ended', life },
    ],
    [
      '{"token":"abc","source":"renewed","obtainedAt":1,"expiresAt":2,"lifetimeMs":3,"superseded":{"at":4,"remainingMs":5}}',
      { ...plain, state: 'superseded', at: 4, remainingMs: 5, life },
    ],
    [
      '{"token":"abc","source":"renewed","obtainedAt":1,"lifetimeMs":0,"unverified":"clock-changed"}',
      { ...plain, state: 'unverified', reason: 'clock-changed' },
    ],
    // A token refused twice, first as superseded and then as expired.
    [
      '{"token":"abc","source":"renewed","obtainedAt":1,"expiresAt":2,"lifetimeMs":3,"ended":true,"superseded":{"at":4,"remainingMs":5}}',
      { ...plain, state: 'superseded', at: 4, remainingMs: 5, life },
    ],
  ] as const)('%s', (text, held) => {
    expect(deserialise(text)).toEqual(held)
  })

  test('before it was noted how a token came, it was fetched', () => {
    expect(deserialise('{"token":"abc","obtainedAt":1,"expiresAt":2,"lifetimeMs":3}')?.source).toBe('fetched')
  })
})

test.each(['', 'A B', 'A\r\nB', 'A\u0000B', '令牌'])('a token that cannot be sent, as %j, is none', (token) => {
  expect(deserialise(JSON.stringify({ token, obtainedAt: 1, lifetimeMs: 3 }))).toBeUndefined()
})
