import { fc, test as propertyTest } from '@fast-check/vitest'
import { call } from '@orpc/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '#core/app.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { startSandbox } from '#core/sandbox/server.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { watchClock } from './clock/clock-watch.ts'
import { forceOf } from './fetching/force.ts'
import { startRenewal } from './renewal/renewal.ts'
import { openTestCell } from './testing/test-cell.ts'
import { inTime } from './timeline/in-time.ts'
import { openTimeline } from './timeline/timeline.ts'
import type { TimelineRecord, TimelineStore } from './timeline/timeline-store.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const log = { info() {}, warn() {}, error() {} }

async function open(store: TimelineStore) {
  const saving = createSaving(createFakeClock(), log).part('timeline')
  return { ...(await openTimeline(store, saving, () => {})), flushed: saving.flushed }
}
const to = (year: number, now: number) => Date.UTC(year, 0, 19) - now

describe.each([2038, 1970])('a clock that says %i for a minute', (year) => {
  test('leaves the timeline and the count of forced refreshes as they were', async () => {
    const clock = createFakeClock()
    const store = createMemoryStore().timeline
    const timeline = await open(store)
    const token = (hash: string): TimelineRecord => ({
      kind: 'token',
      at: clock.now(),
      hash,
      family: 'stable',
      source: 'fetched',
      expiresAt: clock.now() + 2 * HOUR,
    })
    const forced = (): TimelineRecord => ({
      kind: 'forced',
      at: clock.now(),
      family: 'stable',
    })
    const failed = (): TimelineRecord => ({
      kind: 'failed',
      at: clock.now(),
      family: 'stable',
      code: 'timeout',
    })
    const used = () => forceOf(inTime(timeline.records('p'), clock.now()), clock.now())

    for (const hash of ['aa', 'bb', 'cc']) {
      timeline.add('p', token(hash))
      timeline.add('p', forced())
      await clock.advance(10 * MINUTE)
    }
    const off = to(year, clock.now())
    clock.jumpWall(off)
    timeline.add('p', token('dd'))
    timeline.add('p', forced())
    timeline.add('p', failed())
    await clock.advance(MINUTE)
    clock.jumpWall(-off)
    await clock.advance(MINUTE)

    await timeline.flushed()
    for (const look of [timeline, await open(store)]) {
      const { tokens, events } = look.view('a', 'p', clock.now())
      expect(tokens.map(({ hash }) => hash)).toEqual(['aa', 'bb', 'cc', 'dd'])
      expect(events.map(({ kind }) => kind)).toEqual(['forced', 'forced', 'forced', 'forced', 'failed'])
      for (const { obtainedAt, expiresAt = 0 } of tokens) {
        expect(obtainedAt).toBeLessThanOrEqual(clock.now())
        expect(expiresAt - obtainedAt).toBe(2 * HOUR)
      }
      for (const { at } of events) expect(clock.now() - at).toBeLessThanOrEqual(HOUR)
    }
    expect(used()).toMatchObject({ usedToday: 4 })
    expect(used().waitMs).toBeLessThanOrEqual(30_000)
    // The next failure of the same kind is not a repetition of that one.
    await clock.advance(11 * MINUTE)
    timeline.add('p', failed())
    expect(timeline.view('a', 'p', clock.now()).events).toHaveLength(6)

    await clock.advance(34 * 24 * HOUR)
    timeline.add('p', token('ee'))
    expect(timeline.view('a', 'p', clock.now()).tokens.map(({ hash }) => hash)).toEqual(['ee'])
    expect(used()).toMatchObject({ usedToday: 0, waitMs: 0 })
  })

  test('stops no renewal: there is a living token within a minute of its end', async () => {
    const clock = createFakeClock()
    const cell = await openTestCell(clock)
    let serial = 0
    const renewal = startRenewal(
      {
        harmsProduction: false,
        clock,
        token: cell.describe,
        isUnread: cell.isUnread,
        renew: async (signal) => {
          serial++
          await cell.fetch(async () => ({ token: `t${serial}`, expiresInSeconds: 7_200 }), signal, 'renewed')
        },
        probe: async () => ({ outcome: 'works' }),
      },
      { random: () => 0, log, changed() {} },
    )
    onTestFinished(renewal.stop)
    const watch = watchClock({
      clock,
      state: { get: () => ({ lastSeenAt: 0 }), set() {}, flushed: async () => {} },
      onTick() {},
      onEvent() {},
      onMoved: renewal.wake,
    })
    onTestFinished(watch.close)
    await clock.advance(MINUTE)
    const off = to(year, clock.now())
    clock.jumpWall(off)
    await clock.advance(MINUTE)
    clock.jumpWall(-off)
    await clock.advance(MINUTE)
    for (let hour = 0; hour < 24; hour++) {
      expect(cell.describe().state).toBe('live')
      await clock.advance(HOUR)
    }
    // One or two for the minute, and then one for every 115 minutes.
    expect(serial).toBeLessThanOrEqual(16)
  })
})

test('a token obtained while the clock says 2038 is counted right afterwards, and after a restart', async () => {
  const clock = createFakeClock()
  const vault = createMemoryVault('not-asked')
  const off = to(2038, clock.now())
  clock.jumpWall(off)
  const cell = await openTestCell(clock, { vault, harmsProduction: true })
  await cell.fetch(async () => ({ token: 't'.repeat(136), expiresInSeconds: 7_200 }))
  await clock.advance(MINUTE)
  clock.jumpWall(-off)
  expect(cell.describe()).toMatchObject({ state: 'live', life: { remainingMs: 119 * MINUTE } })
  expect(cell.describe().obtainedAt).toBe(clock.now() - MINUTE)
  await cell.flushed()
  const again = await openTestCell(clock, { vault, harmsProduction: true })
  expect(again.describe()).toMatchObject({ state: 'live', life: { remainingMs: 119 * MINUTE } })
})

test('a wall clock that runs 19 % fast has its renewals in time', async () => {
  const clock = createFakeClock()
  const onMoved = vi.fn()
  const cell = await openTestCell(clock)
  const renewal = startRenewal(
    {
      harmsProduction: false,
      clock,
      token: cell.describe,
      isUnread: cell.isUnread,
      renew: async (signal) => {
        await cell.fetch(async () => ({ token: `t${clock.monotonic()}`, expiresInSeconds: 7_200 }), signal, 'renewed')
      },
      probe: async () => ({ outcome: 'works' }),
    },
    { random: () => 0, log, changed() {} },
  )
  onTestFinished(renewal.stop)
  const onEvent = vi.fn()
  const watch = watchClock({
    clock,
    state: { get: () => ({ lastSeenAt: 0 }), set() {}, flushed: async () => {} },
    onTick() {},
    onEvent,
    onMoved() {
      onMoved()
      renewal.wake()
    },
  })
  onTestFinished(watch.close)
  for (let tick = 0; tick < 3 * 720; tick++) {
    clock.jumpWall(1_900)
    await clock.advance(10_000)
    expect(cell.describe().state).not.toBe('expired')
  }
  expect(onMoved).toHaveBeenCalled()
  expect(onEvent).not.toHaveBeenCalled()
})

describe.each([
  { name: '2038', off: to(2038, createFakeClock().now()) },
  { name: 'a day later', off: 24 * HOUR },
  { name: 'a day earlier', off: -24 * HOUR },
])('a clock that says $name from one start to the next', ({ off }) => {
  test('keeps nobody from forcing, and its refreshes count for no later day', async () => {
    const server = await startSandbox()
    onTestFinished(server.close)
    const clock = createFakeClock()
    const files: TestFiles = new Map()
    const stays = { clock, vault: createMemoryVault('not-asked'), store: createMemoryStore([]) }
    const start = async () => {
      const app = await createApp(createTestPorts(stays, files))
      onTestFinished(app.close)
      return app
    }
    let app = await start()
    const restart = async () => {
      await app.close()
      app = await start()
    }
    const { id: accountId } = await call(app.router.accounts.add, {
      label: '',
      appId: server.appId,
      appSecret: server.appSecret,
      tokenSource: { kind: 'wechat', family: 'stable' },
      origin: { kind: 'custom', url: server.origin },
      confirmedOrigin: server.origin,
    })
    await call(app.router.settings.update, { lastAccountId: accountId })
    const force = () => {
      server.advance(MINUTE)
      return call(app.router.token.fetch, { accountId, confirmed: true, force: true })
    }
    const token = () => app.chosen.current()?.token
    await force()
    await clock.advance(5 * MINUTE)
    await force()

    clock.jumpWall(off)
    await restart()
    await clock.advance(MINUTE)
    await force()
    clock.jumpWall(-off)
    await restart()
    await clock.advance(30_000)
    await force()
    expect(token()).toMatchObject({ state: 'live' })
    expect(token()?.force?.usedToday).toBeGreaterThanOrEqual(3)

    // The same when nothing was obtained since.
    clock.jumpWall(off)
    await clock.advance(MINUTE)
    await force()
    clock.jumpWall(-off)
    await restart()
    await clock.advance(30_000)
    expect(token()?.force?.waitMs).toBe(0)
    await app.close()
    await clock.advance(3 * 24 * HOUR)
    app = await start()
    expect(token()?.force).toMatchObject({ usedToday: 0, waitMs: 0 })
  })
})

test('a clock set back for a minute takes no token off the timeline', async () => {
  const now = createFakeClock().now()
  const timeline = await open(createMemoryStore().timeline)
  const times = { aa: 0, bb: 5 * MINUTE, cc: 6 * MINUTE - 24 * HOUR, dd: 11 * MINUTE }
  for (const [hash, at] of Object.entries(times)) {
    timeline.add('p', {
      kind: 'token',
      at: now + at,
      hash,
      family: 'stable',
      source: 'fetched',
    })
  }
  const { tokens } = timeline.view('a', 'p', now + 12 * MINUTE)
  expect(tokens.map(({ hash }) => hash)).toEqual(['aa', 'bb', 'cc', 'dd'])
  for (const { obtainedAt, replacedAt = obtainedAt } of tokens) expect(replacedAt).toBeGreaterThanOrEqual(obtainedAt)
})

propertyTest.prop(
  [fc.array(fc.record({ step: fc.nat(2 * HOUR), off: fc.constantFrom(0, 0, 0, 1, -1) }), { maxLength: 40 })],
  {
    seed: 20_260_101,
  },
)('whatever the clock said, right times are believed, and none is in the future', (steps) => {
  let now = Date.UTC(2026, 0, 2)
  const records: TimelineRecord[] = steps.map(({ step, off }) => {
    now += step
    return { kind: 'sleep', ms: 1, at: now + off * 12 * 365 * 24 * HOUR }
  })
  const believed = inTime(records, now).map(({ at }) => at)
  for (const [index, at] of believed.entries()) {
    expect(at).toBeLessThanOrEqual(now)
    if (steps[index]?.off === 0) expect(at).toBe(records[index]?.at)
  }
})
