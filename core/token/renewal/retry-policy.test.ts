import { expect, test } from 'vitest'
import type { Problem } from '#contract/problem.ts'
import { retryOf } from './retry-policy.ts'

const wechat = (errcode: number): Problem => ({
  code: 'wechat',
  errcode,
  errmsg: 'x',
  endpoint: 'token',
  retry: 'never',
})
const reset: Problem = { code: 'connection-reset', host: 'x', phase: 'wait', retry: 'backoff' }
const truncated: Problem = { code: 'truncated', receivedBytes: 3, retry: 'backoff' }

test.each([
  ['busy, after the client has tried on its own', wechat(-1), 60_000],
  ['too many in this minute', wechat(45011), 60_000],
  ['the quota of the day', wechat(45009), undefined],
  ['a wrong secret', wechat(40125), undefined],
  ['a wrong secret, in the words of a token endpoint', wechat(40001), undefined],
  ['an IP that is not on the whitelist', wechat(40164), undefined],
  ['an account that is frozen', wechat(50002), undefined],
  ['an errcode that nobody knows', wechat(99999), undefined],
  ['no secret', { code: 'secret-needed', reason: 'memory-only', retry: 'never' } satisfies Problem, undefined],
])('after %s', (_, problem, waitMs) => {
  expect(retryOf(problem, 1, false).afterMs).toBe(waitMs)
  expect(retryOf(problem, 9, true).afterMs).toBe(waitMs)
})

test.each([reset, truncated])('$code is tried again at longer and longer intervals, up to a minute', (problem) => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 30].map((attempt) => retryOf(problem, attempt, false).afterMs)
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
})

test('a classic request is not repeated in haste: the lost one may have arrived', () => {
  expect(retryOf(reset, 1, true).afterMs).toBe(60_000)
})
