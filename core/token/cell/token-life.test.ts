import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { TokenState } from '#contract/token.ts'
import { CLOCK_TOLERANCE_MS } from '#core/kernel/clock/clock.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { openTestCell } from '#core/token/testing/test-cell.ts'
import { maskToken } from './token-life.ts'

const HOUR = 3_600_000

/**
 * Events of a console. While it runs, it notices any jump of the wall clock. While it is closed, it notices a backward
 * jump only to before the moment of closing, so no other is tried.
 */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: HOUR }) }),
    fc.record({ kind: fc.constant('jump' as const), ms: fc.integer({ min: -24 * HOUR, max: 24 * HOUR }) }),
    // The wall clock runs on, the monotonic one stands still.
    fc.record({ kind: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: 3 * HOUR }) }),
    fc.record({
      kind: fc.constant('restart' as const),
      offMs: fc.integer({ min: 0, max: HOUR }),
      setMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: HOUR }), fc.constant(-2 * HOUR)),
    }),
    fc.record({
      kind: fc.constant('renew' as const),
      seconds: fc.integer({ min: 1, max: 7_200 }),
      latencyMs: fc.integer({ min: 0, max: 9_000 }),
    }),
    fc.record({ kind: fc.constant('works' as const) }),
  ),
  { maxLength: 25 },
)

describe.each([
  ['stable', false],
  ['classic', true],
] as const)('%s', (_, harmsProduction) => {
  test.prop([steps], { seed: 11, numRuns: 400 })(
    'no clock makes a token look longer than it lives',
    async (sequence) => {
      const clock = createFakeClock()
      const vault = createMemoryVault('not-asked')
      const open = (clockIsBehind: boolean) => openTestCell(clock, { harmsProduction, vault, clockIsBehind })
      let cell = await open(false)
      let trueLife = 0
      let before: TokenState = 'none'
      let serial = 0

      const pass = async (ms: number) => {
        await clock.advance(ms)
        trueLife -= ms
      }

      for (const step of sequence) {
        if (step.kind === 'pass') await pass(step.ms)
        else if (step.kind === 'jump') clock.jumpWall(step.ms)
        else if (step.kind === 'sleep') {
          clock.jumpWall(step.ms)
          trueLife -= step.ms
        } else if (step.kind === 'restart') {
          cell.describe()
          await cell.flushed()
          const lastSeenAt = clock.now()
          await pass(step.offMs)
          clock.jumpWall(step.setMs)
          cell = await open(clock.now() < lastSeenAt - CLOCK_TOLERANCE_MS)
        } else if (step.kind === 'renew') {
          await cell.fetch(async () => {
            // WeChat's `expires_in` was true some time before it arrived.
            trueLife = step.seconds * 1000
            await pass(step.latencyMs)
            return { token: `token-${++serial}`, expiresInSeconds: step.seconds }
          })
        } else if (trueLife > 0) cell.accept(cell.held()?.token ?? '')

        const { state, life } = cell.describe()
        if (life) {
          expect(life.remainingMs).toBeGreaterThanOrEqual(0)
          expect(life.remainingMs).toBeLessThanOrEqual(Math.max(0, trueLife) + CLOCK_TOLERANCE_MS)
        }
        if (before === 'expired' && step.kind !== 'renew') expect(state).toBe('expired')
        before = state
      }
    },
  )
})

test.each([
  ['stable', false, { state: 'expired' }],
  ['classic', true, { state: 'unverified', reason: 'clock-changed' }],
] as const)(
  'a jump past the end is the end of a %s token, or in doubt where a fetch harms: %j',
  async (_, harmsProduction, standing) => {
    const clock = createFakeClock()
    const cell = await openTestCell(clock, { harmsProduction })
    await cell.fetch(async () => ({ token: 'tok', expiresInSeconds: 7_200 }))
    clock.jumpWall(3 * HOUR)
    expect(cell.describe()).toMatchObject(standing)
    clock.jumpWall(-3 * HOUR)
    expect(cell.describe()).toMatchObject(standing)
  },
)

test('a classic token that a call has found good after a jump is live, with an end that nobody knows', async () => {
  const clock = createFakeClock()
  const cell = await openTestCell(clock, { harmsProduction: true })
  await cell.fetch(async () => ({ token: 'tok', expiresInSeconds: 7_200 }))
  clock.jumpWall(3 * HOUR)
  cell.held()
  cell.accept('tok')
  expect(cell.describe()).toMatchObject({ state: 'live' })
  expect(cell.describe()).not.toHaveProperty('life')
})

test.prop([fc.string({ minLength: 1, maxLength: 600 })], { seed: 12 })(
  'a mask shows at most ten characters',
  (token) => {
    expect(maskToken(token).length).toBeLessThanOrEqual(11)
    if (token.length < 20) expect(maskToken(token)).toBe('…')
  },
)
