import { expect, onTestFinished, test, vi } from 'vitest'
import type { Problem } from '#contract/problem.ts'
import type { ProbeResult } from '#contract/token.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { openTestCell } from '#core/token/testing/test-cell.ts'
import { type Renewal, startRenewal } from './renewal.ts'

const MINUTE = 60_000
const LIFE = 120 * MINUTE
const reset: Problem = { code: 'connection-reset', host: 'x', phase: 'wait', retry: 'backoff' }
const quota: Problem = { code: 'wechat', errcode: 45009, errmsg: 'x', endpoint: 'token', retry: 'wait' }

interface Options {
  family?: 'stable' | 'classic'
  /** The reply to each request, in order; the last one repeats. */
  replies?: (Problem | { token?: string; seconds?: number })[]
  probe?: ProbeResult
  random?: number
  held?: boolean
}

/** A renewal of a real cell, against a WeChat with scripted replies. */
async function setup({ family = 'stable', replies = [{}], probe, random = 0, held = true }: Options = {}) {
  const harmsProduction = family === 'classic'
  const clock = createFakeClock()
  let reschedule: Renewal['reschedule'] = () => {}
  const cell = await openTestCell(clock, { harmsProduction, changed: () => reschedule() })
  let serial = 0
  const answer = async () => {
    const reply = replies[Math.min(serial, replies.length - 1)] ?? {}
    serial++
    if ('code' in reply) throw new ProblemError(reply)
    return { token: reply.token ?? `renewed-${serial}`, expiresInSeconds: reply.seconds ?? 7_200 }
  }
  if (held) await cell.fetch(async () => ({ token: 'first', expiresInSeconds: 7_200 }))
  const requests: number[] = []
  const probes = vi.fn(async () => {
    if (probe?.outcome === 'works') cell.accept('first')
    if (probe?.outcome === 'refused') cell.refuse('first', probe.errcode)
    return probe ?? { outcome: 'works' as const }
  })
  const started = clock.monotonic()
  const renewal = startRenewal(
    {
      harmsProduction,
      clock,
      token: cell.describe,
      isUnread: cell.isUnread,
      async renew(signal) {
        requests.push(clock.monotonic() - started)
        await cell.fetch(answer, signal, 'renewed')
      },
      probe: probes,
    },
    { random: () => random, log: { info() {}, warn() {}, error() {} }, changed() {} },
  )
  reschedule = renewal.reschedule
  onTestFinished(renewal.stop)
  await clock.advance(0)
  return { clock, cell, renewal, requests, probes }
}

test('a token is renewed in its last five minutes, once, and then the next one', async () => {
  const { clock, cell, renewal, requests } = await setup()
  expect(renewal.view()).toEqual({ state: 'waiting', nextInMs: LIFE - 5 * MINUTE })
  await clock.advance(LIFE - 5 * MINUTE - 1)
  expect(requests).toEqual([])
  await clock.advance(1)
  expect(requests).toEqual([LIFE - 5 * MINUTE])
  expect(cell.held()).toMatchObject({ token: 'renewed-1', source: 'renewed' })
  await clock.advance(LIFE)
  expect(requests).toHaveLength(2)
})

test('consoles that were started together do not ask together, and none of them late', async () => {
  const { clock, requests } = await setup({ random: 1 })
  await clock.advance(LIFE)
  expect(requests).toEqual([LIFE - 4 * MINUTE])
})

test('there is one timer, and none once it is stopped', async () => {
  const { clock, renewal } = await setup()
  expect(clock.pending()).toBe(1)
  renewal.stop()
  await clock.advance(0)
  expect(clock.pending()).toBe(0)
})

test('a failure leaves the living token, is tried again at longer intervals, and the next good reply heals it', async () => {
  const { clock, cell, renewal, requests } = await setup({ replies: [reset, reset, reset, {}] })
  await clock.advance(LIFE - 5 * MINUTE)
  expect(cell.alive()).toBe('first')
  expect(renewal.view()).toEqual({
    state: 'retrying',
    waitsFor: 'network',
    nextInMs: 1_000,
    problem: reset,
    attempt: 1,
  })
  await clock.advance(7_000)
  expect(requests.map((at) => at - (LIFE - 5 * MINUTE))).toEqual([0, 1_000, 3_000, 7_000])
  expect(renewal.view().state).toBe('waiting')
  expect(cell.describe()).toMatchObject({ state: 'live', life: { remainingMs: LIFE } })
  expect(cell.describe()).not.toHaveProperty('lastFailure')
})

test('what a person has to mend stops it, until something is mended', async () => {
  const { clock, cell, renewal, requests } = await setup({ replies: [quota, {}] })
  await clock.advance(LIFE - 5 * MINUTE)
  expect(renewal.view()).toEqual({ state: 'stopped', waitsFor: 'person', problem: quota, attempt: 1 })
  await clock.advance(MINUTE)
  expect(requests).toHaveLength(1)
  expect(clock.pending()).toBe(0)
  expect(cell.alive()).toBe('first')
  renewal.reset()
  await clock.advance(0)
  expect(requests).toHaveLength(2)
  expect(renewal.view().state).toBe('waiting')
})

test('a token fetched by hand puts the next renewal off', async () => {
  const { clock, cell, requests } = await setup()
  await clock.advance(100 * MINUTE)
  await cell.fetch(async () => ({ token: 'by-hand', expiresInSeconds: 7_200 }))
  await clock.advance(LIFE - 5 * MINUTE - 1)
  expect(requests).toEqual([])
  await clock.advance(1)
  expect(requests).toHaveLength(1)
})

test('while it sleeps nothing is asked; after it, once, and not at the very same moment as everybody else', async () => {
  const { clock, renewal, requests } = await setup({ random: 0.5 })
  clock.jumpWall(10 * LIFE)
  renewal.wake()
  await clock.advance(999)
  expect(requests).toEqual([])
  await clock.advance(1)
  expect(requests).toEqual([1_000])
  await clock.advance(MINUTE)
  expect(requests).toHaveLength(1)
})

test.each([
  ['WeChat gives the same token again', { token: 'first', seconds: 200 }],
  ['WeChat gives tokens that hardly live', { seconds: 1 }],
])('when %s, it asks at most every 30 s', async (_, reply) => {
  const { clock, requests } = await setup({ replies: [reply] })
  await clock.advance(LIFE)
  const gaps = requests.slice(1).map((at, index) => at - (requests[index] ?? 0))
  expect(gaps.length).toBeGreaterThan(1)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30_000)
})

test('a stable token is fetched when there is none; a classic one waits for the first', async () => {
  expect((await setup({ held: false })).requests).toEqual([0])
  const classic = await setup({ held: false, family: 'classic' })
  expect(classic.requests).toEqual([])
  expect(classic.renewal.view()).toEqual({ state: 'waiting', waitsFor: 'first-token' })
})

test('a classic token that somebody else has superseded is not fought for, a stable one is fetched', async () => {
  const classic = await setup({ family: 'classic' })
  classic.cell.refuse('first', 40001)
  await classic.clock.advance(LIFE)
  expect(classic.requests).toEqual([])
  expect(classic.renewal.view()).toEqual({ state: 'stopped', waitsFor: 'person' })
  const stable = await setup()
  stable.cell.refuse('first', 40001)
  await stable.clock.advance(0)
  expect(stable.requests).toHaveLength(1)
})

test('a classic token in doubt is probed before it is renewed', async () => {
  const good = await setup({ family: 'classic', probe: { outcome: 'works' } })
  good.clock.jumpWall(2 * LIFE)
  good.renewal.wake()
  await good.clock.advance(0)
  expect(good.probes).toHaveBeenCalledOnce()
  expect(good.requests).toHaveLength(1)

  const lost = await setup({ family: 'classic', probe: { outcome: 'refused', errcode: 40001 } })
  lost.clock.jumpWall(2 * LIFE)
  lost.renewal.wake()
  await lost.clock.advance(0)
  expect(lost.probes).toHaveBeenCalledOnce()
  expect(lost.requests).toEqual([])
  expect(lost.renewal.view().state).toBe('stopped')
})

test('a renewal that waits for a person goes on when a token has come otherwise', async () => {
  const { clock, cell, renewal, requests } = await setup({ replies: [quota, {}], held: false })
  expect(renewal.view()).toMatchObject({ state: 'stopped', waitsFor: 'person' })
  await cell.fetch(async () => ({ token: 'by-hand', expiresInSeconds: 20 }))
  renewal.tokenObtained()
  await clock.advance(20_000)
  expect(requests).toHaveLength(2)
  expect(renewal.view()).toMatchObject({ state: 'waiting' })
})
