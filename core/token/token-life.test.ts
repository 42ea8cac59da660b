import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { createFakeClock } from '../ports/fake-clock.ts'
import type { HeldToken } from './held-token.ts'
import { maskToken, remainingMs } from './token-life.ts'

const steps = fc.array(
  fc.oneof(
    fc.record({ pass: fc.integer({ min: 0, max: 3_600_000 }) }),
    fc.record({ jump: fc.integer({ min: -86_400_000, max: 86_400_000 }) }),
  ),
)

test.prop([fc.integer({ min: 1, max: 7_200 }), steps], { seed: 11 })(
  'life shown is never more than life there is, never negative, whatever the wall clock does',
  async (seconds, sequence) => {
    const clock = createFakeClock()
    const life = seconds * 1000
    const held: HeldToken = {
      token: 'x',
      source: 'fetched',
      obtainedAt: clock.now(),
      expiresAt: clock.now() + life,
      lifetimeMs: life,
      monotonicEnd: clock.monotonic() + life,
    }
    let trueLife = life
    for (const step of sequence) {
      if ('pass' in step) {
        await clock.advance(step.pass)
        trueLife = Math.max(0, trueLife - step.pass)
      } else clock.jumpWall(step.jump)
      expect(remainingMs(held, clock)).toBeGreaterThanOrEqual(0)
      expect(remainingMs(held, clock)).toBeLessThanOrEqual(trueLife)
    }
  },
)

test.prop([fc.string({ minLength: 1, maxLength: 600 })], { seed: 12 })(
  'a mask shows at most ten characters',
  (token) => {
    expect(maskToken(token).length).toBeLessThanOrEqual(11)
    if (token.length < 20) expect(maskToken(token)).toBe('…')
  },
)
