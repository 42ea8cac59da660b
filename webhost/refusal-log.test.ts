import { expect, test } from 'vitest'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createRefusalLog } from './refusal-log.ts'

test('refusals are logged, ten of a kind in an hour, and the others as a number', async () => {
  const lines: unknown[] = []
  const clock = createFakeClock()
  const refused = createRefusalLog({ warn: (_, facts) => lines.push(facts) }, clock)
  const wrongKey = { status: 401, reason: 'wrong key' }
  for (let n = 0; n < 1_000; n += 1) refused(wrongKey.status, wrongKey.reason)
  expect(lines).toEqual(Array.from({ length: 10 }, () => wrongKey))
  refused(403, 'wrong host')
  expect(lines.at(-1)).toEqual({ status: 403, reason: 'wrong host' })
  await clock.advance(60 * 60_000)
  refused(401, 'wrong key')
  refused(401, 'wrong key')
  expect(lines.slice(-2)).toEqual([{ ...wrongKey, unsaid: 990 }, wrongKey])
})
