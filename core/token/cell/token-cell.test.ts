import { expect, test, vi } from 'vitest'
import type { Problem } from '#contract/problem.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import type { VaultRead } from '#core/kernel/vault/vault.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { openTestCell } from '#core/token/testing/test-cell.ts'
import { type FetchToken, openTokenCell } from './token-cell.ts'

const reset: Problem = { code: 'connection-reset', host: 'x', phase: 'wait', retry: 'never' }
const hour = 3_600_000

async function setup(stored = new Map<string, string>(), { harmsProduction = false, clockIsBehind = false } = {}) {
  const clock = createFakeClock()
  const vault = {
    describe: () => ({ kind: 'keyring' as const, persists: true as const }),
    get: async (key: string): Promise<VaultRead> => {
      const value = stored.get(key)
      return value === undefined ? { kind: 'missing' } : { kind: 'found', value }
    },
    set: async (key: string, value: string) => void stored.set(key, value),
    delete: async (key: string) => void stored.delete(key),
  }
  const held = vi.fn()
  const silent = { info() {}, warn() {}, error() {} }
  const changed = vi.fn()
  const listener = {
    onObtained: vi.fn(),
    onRestored: vi.fn(() => true),
    onDamaged: vi.fn(),
    onFailed: vi.fn(),
    onRefused: vi.fn(),
  }
  const redactor = {
    hold: held,
    release: vi.fn(),
    learn: vi.fn(),
    text: (text: string) => ({ text, redactions: 0 }),
    bytes: (bytes: Uint8Array) => ({ bytes, redactions: 0 }),
    stream: vi.fn(),
  }
  const cell = await openTokenCell({
    harmsProduction,
    vaultKey: 'token:k',
    clock,
    vault,
    redactor,
    log: silent,
    clockIsBehind,
    listener,
    changed,
  })
  return { clock, cell, stored, held, listener }
}

const gives =
  (token: string, expiresInSeconds = 7200): FetchToken =>
  async () => ({ token, expiresInSeconds })
const fails =
  (problem: Problem): FetchToken =>
  async () => {
    throw new ProblemError(problem)
  }

test('life is counted from the moment the request left', async () => {
  const { cell, clock } = await setup()
  await cell.fetch(async () => {
    await clock.advance(3000)
    return { token: 't'.repeat(136), expiresInSeconds: 7200 }
  })
  expect(cell.describe()).toMatchObject({ state: 'live', life: { remainingMs: 7_197_000, lifetimeMs: 7_200_000 } })
})

test.each([
  [7_200, 300],
  [600, 60],
])('of %i s, the last %i are not fresh, and still alive', async (life, margin) => {
  const { cell, clock } = await setup()
  await cell.fetch(gives('tok', life))
  await clock.advance((life - margin) * 1000 - 1)
  expect(cell.fresh()).toBe('tok')
  await clock.advance(1)
  expect(cell.fresh()).toBeUndefined()
  expect(cell.alive()).toBe('tok')
  await clock.advance(margin * 1000)
  expect(cell.alive()).toBeUndefined()
  expect(cell.describe()).toMatchObject({ state: 'expired', life: { remainingMs: 0 } })
})

test('the smaller of the two clocks wins', async () => {
  const { cell, clock } = await setup()
  await cell.fetch(gives('tok'))
  clock.jumpWall(-5 * hour)
  expect(cell.describe().life?.remainingMs).toBe(2 * hour)
  clock.jumpWall(hour)
  expect(cell.describe().life?.remainingMs).toBe(hour)
})

test('callers share one flight; it stops when the last of them has left', async () => {
  const { cell } = await setup()
  let calls = 0
  let stopped = false
  const source: FetchToken = (signal) => {
    calls++
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        stopped = true
        reject(new ProblemError({ code: 'cancelled', retry: 'never' }))
      })
    })
  }
  const one = new AbortController()
  const two = new AbortController()
  const results = Promise.allSettled([cell.fetch(source, one.signal), cell.fetch(source, two.signal)])
  expect(cell.describe().fetchingForMs).toBe(0)
  one.abort()
  expect(stopped).toBe(false)
  two.abort()
  expect(stopped).toBe(true)
  expect((await results).map((result) => result.status)).toEqual(['rejected', 'rejected'])
  expect(calls).toBe(1)

  // The next caller does not join the aborted flight, nor get its result.
  expect(await cell.fetch(gives('new'))).toBe('new')
  expect(cell.describe()).toMatchObject({ state: 'live' })
  expect(cell.describe()).not.toHaveProperty('lastFailure')
})

test('a failed fetch keeps the living token, and is forgotten by the next good one', async () => {
  const { cell } = await setup()
  await cell.fetch(gives('tok'))
  await expect(cell.fetch(fails(reset))).rejects.toThrow('connection-reset')
  expect(cell.alive()).toBe('tok')
  expect(cell.describe().lastFailure?.problem).toEqual(reset)
  await cell.fetch(gives('tok', 7000))
  expect(cell.describe()).toMatchObject({ sameAsBefore: true, life: { lifetimeMs: 7_200_000, remainingMs: 7_000_000 } })
  expect(cell.describe()).not.toHaveProperty('lastFailure')
})

test('a source that throws at once does not block the next', async () => {
  const { cell } = await setup()
  const bad: FetchToken = () => {
    throw new ProblemError(reset)
  }
  await expect(cell.fetch(bad)).rejects.toThrow()
  expect(await cell.fetch(gives('tok'))).toBe('tok')
})

test('40001 on the held token supersedes it and freezes its life; on another it says nothing', async () => {
  const { cell, clock } = await setup()
  await cell.fetch(gives('tok'))
  expect(cell.refuse('other', 40001)).toBe(false)
  expect(cell.alive()).toBe('tok')
  await clock.advance(hour)
  expect(cell.refuse('tok', 40001)).toBe(true)
  await clock.advance(hour / 2)
  expect(cell.describe()).toMatchObject({ state: 'superseded', refused: { remainingMs: hour } })
  expect(cell.alive()).toBeUndefined()
  expect(cell.refuse('tok', 40001)).toBe(true)
  expect(cell.describe()).toMatchObject({ refused: { remainingMs: hour } })
})

test('42001 ends the token, whatever the clocks say', async () => {
  const { cell } = await setup()
  await cell.fetch(gives('tok'))
  cell.refuse('tok', 42001)
  expect(cell.describe()).toMatchObject({ state: 'expired', life: { remainingMs: 0 } })
})

test('a restart finds the token in the vault and counts on by the wall clock', async () => {
  const stored = new Map<string, string>()
  const before = await setup(stored)
  await before.cell.fetch(gives('tok'.repeat(20)))
  await before.cell.flushed()
  const after = await setup(stored)
  await after.clock.advance(hour)
  expect(after.cell.describe()).toMatchObject({ state: 'live', life: { remainingMs: hour } })
  expect(after.held).toHaveBeenCalledWith('token:k', 'tok'.repeat(20))
  await after.cell.forget()
  expect(stored.size).toBe(0)
  expect(after.cell.describe().state).toBe('none')
})

test('what the vault cannot make sense of is no token', async () => {
  const { cell } = await setup(new Map([['token:k', '{"token":"","expiresAt":"soon"}']]))
  expect(cell.describe().state).toBe('none')
})

test('a token is in the vault before it is answered, and before it is told', async () => {
  const { cell, stored, listener } = await setup(new Map(), { harmsProduction: true })
  listener.onObtained.mockImplementation(() => expect(stored.get('token:k')).toContain('"tok"'))
  expect(await cell.fetch(gives('tok'))).toBe('tok')
  expect(listener.onObtained).toHaveBeenCalledOnce()
})

test('what arrives for a token that was forgotten meanwhile is neither held nor kept nor told', async () => {
  const { cell, stored, listener } = await setup()
  const answer = Promise.withResolvers<void>()
  const fetching = cell.fetch(async () => {
    await answer.promise
    return { token: 'late', expiresInSeconds: 7_200 }
  })
  await cell.forget()
  answer.resolve()
  await fetching
  expect(stored.size).toBe(0)
  expect(cell.held()).toBeUndefined()
  expect(listener.onObtained).not.toHaveBeenCalled()
})

test('a forced refresh waits for the fetch that runs, and then leaves by itself', async () => {
  const { cell } = await setup()
  const first = Promise.withResolvers<{ token: string; expiresInSeconds: number }>()
  const ordinary = cell.fetch(() => first.promise)
  const forced = cell.fetch(async () => ({ token: 'forced', expiresInSeconds: 7200 }), undefined, 'forced')
  first.resolve({ token: 'ordinary', expiresInSeconds: 7200 })
  expect(await Promise.all([ordinary, forced])).toEqual(['ordinary', 'forced'])
})

test('forgetting a token lets the redactor go of it', async () => {
  const redactor = createRedactor()
  const release = vi.spyOn(redactor, 'release')
  const cell = await openTestCell(createFakeClock(), { redactor })
  await cell.fetch(async () => ({ token: 'a-token-of-some-length', expiresInSeconds: 7200 }))
  await cell.forget()
  expect(release).toHaveBeenCalledWith('k')
})
