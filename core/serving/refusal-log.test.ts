import { expect, test } from 'vitest'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createRefusalLog } from './refusal-log.ts'

test('refusals are logged, ten of a kind in an hour, and the others as a number', async () => {
  const lines: unknown[] = []
  const clock = createFakeClock()
  const logRefusal = createRefusalLog({ warn: (_, facts) => lines.push(facts) }, clock)
  const wrongKey = { status: 401, reason: 'wrong key' }
  for (let n = 0; n < 1_000; n += 1) logRefusal(wrongKey)
  expect(lines).toEqual(Array.from({ length: 10 }, () => wrongKey))
  logRefusal({ status: 403, reason: 'wrong host', message: 'not for the log', headers: { allow: 'GET' } })
  expect(lines.at(-1)).toEqual({ status: 403, reason: 'wrong host' })
  await clock.advance(60 * 60_000)
  logRefusal(wrongKey)
  logRefusal(wrongKey)
  expect(lines.slice(-2)).toEqual([{ ...wrongKey, unlogged: 990 }, wrongKey])
})
