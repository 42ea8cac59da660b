import { fc, test } from '@fast-check/vitest'
import { expect, onTestFinished } from 'vitest'
import type { Problem } from '#contract/problem.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { openTestCell } from '#core/token/testing/test-cell.ts'
import { startRenewal } from './renewal.ts'
import { retryOf } from './retry-policy.ts'

const MINUTE = 60_000
const silent = { info() {}, warn() {}, error() {} }

const problems: Problem[] = [
  { code: 'vault-unreadable', reason: 'gone', retry: 'backoff' },
  { code: 'secret-needed', reason: 'cannot-decrypt', retry: 'never' },
  { code: 'secret-needed', reason: 'never-entered', retry: 'never' },
  { code: 'ca-file-invalid', path: '/ca', reason: 'not-found', retry: 'never' },
  { code: 'sandbox-unavailable', retry: 'never' },
  { code: 'account-not-found', retry: 'never' },
  { code: 'connection-reset', host: 'x', phase: 'wait', retry: 'backoff' },
  { code: 'not-json', retry: 'never' },
  { code: 'cancelled', retry: 'never' },
  { code: 'wechat', errcode: -1, errmsg: 'busy', endpoint: 'token', retry: 'backoff' },
  { code: 'wechat', errcode: 40125, errmsg: 'secret', endpoint: 'token', retry: 'never' },
]

/** Every kind of failure: thrown at once, thrown later, or hanging for ever. */
const failures = fc.oneof(
  fc.constantFrom(...problems).map((problem) => ({ how: 'rejects' as const, what: new ProblemError(problem) })),
  fc.record({
    how: fc.constantFrom('throws' as const, 'rejects' as const),
    what: fc.oneof(fc.constant(undefined), fc.constant(null), fc.anything(), fc.constant(new TypeError('x'))),
  }),
  fc.constant({ how: 'hangs' as const, what: undefined }),
)
const oddities = fc.constantFrom('none', 'sleep-rejects', 'token-throws', 'changed-throws', 'wall-nan')

function fail({ how, what }: { how: 'throws' | 'rejects' | 'hangs'; what: unknown }): Promise<never> {
  if (how === 'throws') throw what
  return how === 'rejects' ? Promise.reject(what) : new Promise(() => {})
}

test.prop([fc.array(failures, { maxLength: 8 }), oddities, fc.boolean()], {
  seed: 20_260_101,
  numRuns: 150,
})(
  'no sequence of failures ends a renewal or makes it spin: it goes on by itself, or waits for a person by name',
  async (sequence, oddity, harmsProduction) => {
    const clock = createFakeClock()
    let odd = oddity !== 'none'
    const cell = await openTestCell(clock, { harmsProduction })
    await cell.fetch(async () => ({ token: 'first', expiresInSeconds: 60 }))
    const left = [...sequence]
    let tries = 0
    const renewal = startRenewal(
      {
        harmsProduction,
        clock: {
          ...clock,
          now: () => (odd && oddity === 'wall-nan' ? Number.NaN : clock.now()),
          sleep: (ms, signal) =>
            odd && oddity === 'sleep-rejects' ? Promise.reject(new Error()) : clock.sleep(ms, signal),
        },
        token() {
          if (odd && oddity === 'token-throws') throw new Error('no view')
          return cell.describe()
        },
        isUnread: cell.isUnread,
        renew(signal) {
          tries++
          const failure = left.shift()
          if (failure) return fail(failure)
          return cell
            .fetch(async () => ({ token: `t${tries}`, expiresInSeconds: 7_200 }), signal, 'renewed')
            .then(() => {})
        },
        probe: async () => ({ outcome: 'works' }),
      },
      {
        random: () => 0,
        log: silent,
        changed() {
          if (odd && oddity === 'changed-throws') throw new Error('no page')
        },
      },
    )
    onTestFinished(renewal.stop)
    // Each failure is over within 15 minutes, hanging ones included.
    for (let minute = 0; minute < 16 * (sequence.length + 1); minute++) {
      await clock.advance(MINUTE)
      if (minute === 3) odd = false
      if (odd && oddity === 'token-throws') continue
      const { state, waitsFor, problem, attempt = 1 } = renewal.view()
      expect(state).not.toBe('off')
      if (state === 'retrying') expect(waitsFor).toBe(problem && retryOf(problem, attempt, harmsProduction).waitsFor)
      if (state !== 'stopped') continue
      expect(waitsFor).toBe('person')
      expect(problem).toBeDefined()
      renewal.reset()
    }
    await clock.advance(2 * MINUTE)
    expect(left).toEqual([])
    expect(renewal.view()).toMatchObject({ state: 'waiting' })
    expect(cell.describe().state).toBe('live')
    // One after another, and never in quick succession.
    expect(tries).toBeLessThanOrEqual(sequence.length + 1 + Math.ceil((16 * (sequence.length + 1)) / 114))
  },
)

test('what failed with the secret of before does not stop the new one', async () => {
  const clock = createFakeClock()
  const answer = Promise.withResolvers<void>()
  const refused = new ProblemError({ code: 'wechat', errcode: 40125, errmsg: 'x', endpoint: 'token', retry: 'never' })
  let tries = 0
  const cell = await openTestCell(clock)
  const renewal = startRenewal(
    {
      harmsProduction: false,
      clock,
      token: cell.describe,
      isUnread: cell.isUnread,
      async renew() {
        tries++
        if (tries === 1) await answer.promise
        await cell.fetch(async () => ({ token: 'new', expiresInSeconds: 7_200 }))
      },
      probe: async () => ({ outcome: 'works' }),
    },
    { random: () => 0, log: silent, changed() {} },
  )
  onTestFinished(renewal.stop)
  await clock.advance(0)
  renewal.reset()
  answer.reject(refused)
  await clock.advance(0)
  expect(renewal.view().state).toBe('waiting')
  expect(tries).toBe(2)
})
