import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { HEARTBEAT_MS, HOST_LOST_MS } from '#contract/pure/limits.ts'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost, type TestHost } from '#renderer/testing/test-host.ts'
import { client, reopenLink } from './client.ts'
import { connection, follow, menuActions } from './connection.ts'
import { failureOf } from './failure.ts'
import { useSnapshot } from './stores.ts'

const { account } = samples
const watches = (host: TestHost) => host.calls.filter(({ path }) => path === 'events.watch')

beforeEach(() => reopenLink())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Pushes again until it arrives: the page may still be subscribing. */
async function pushUntil(host: TestHost, event: Parameters<TestHost['push']>[0], arrived: () => void) {
  await vi.waitFor(() => {
    host.push(event)
    arrived()
  })
}

test('a snapshot reaches the store of its feature, stamped when it came', async () => {
  const host = startTestHost({})
  const { result } = renderHook(() => useSnapshot('accounts'))
  expect(result.current).toBeUndefined()
  void follow()
  const before = performance.now()
  await pushUntil(host, { feature: 'accounts', snapshot: [account] }, () => {
    expect(result.current?.value).toEqual([account])
  })
  expect(result.current?.receivedAt).toBeGreaterThanOrEqual(before)
  expect(connection.get()).toBe('connected')
  host.push({ feature: 'taken-over' })
  await vi.waitFor(() => expect(connection.get()).toBe('taken-over'))
})

test('a broken stream is taken up again on a new link, by itself', async () => {
  const host = startTestHost({})
  void follow()
  await pushUntil(host, { feature: 'heartbeat' }, () => expect(connection.get()).toBe('connected'))
  host.breakStream()
  await vi.waitFor(() => expect(watches(host)).toHaveLength(2))
  expect(window.postMessage).toHaveBeenCalledTimes(2)
  await pushUntil(host, { feature: 'taken-over' }, () => expect(connection.get()).toBe('taken-over'))
})

test('a page too many asks a person, who may take over', async () => {
  const host = startTestHost({}, ({ takeOver }) => {
    if (!takeOver) throw refusal({ code: 'too-many-pages', limit: 4, retry: 'never' })
  })
  await follow()
  expect(connection.get()).toBe('too-many-pages')
  void follow(true)
  await pushUntil(host, { feature: 'heartbeat' }, () => expect(connection.get()).toBe('connected'))
  host.push({ feature: 'taken-over' })
  await vi.waitFor(() => expect(connection.get()).toBe('taken-over'))
})

test('a browser page without a session key is refused and calls nothing', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch')
  await follow()
  expect(connection.get()).toBe('no-key')
  expect(fetched).not.toHaveBeenCalled()
})

test('an entry of the native menu is passed on', async () => {
  const host = startTestHost({})
  const chosen = vi.fn()
  const stop = menuActions.subscribe(chosen)
  void follow()
  await pushUntil(host, { feature: 'action', id: 'settings.open' }, () => {
    expect(chosen).toHaveBeenCalledWith('settings.open')
  })
  stop()
  host.push({ feature: 'taken-over' })
  await vi.waitFor(() => expect(connection.get()).toBe('taken-over'))
})

test('a call that was under way when the link broke fails as lost; one under way at a resync does not', async () => {
  let answer = (_: unknown) => {}
  const host = startTestHost({ sandbox: { jump: () => new Promise((resolve) => (answer = resolve)) } })
  void follow()
  await pushUntil(host, { feature: 'heartbeat' }, () => expect(connection.get()).toBe('connected'))

  const kept = client.sandbox.jump({ accountId: 'a1', by: '1h' })
  await vi.waitFor(() => expect(host.calls.at(-1)?.path).toBe('sandbox.jump'))
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + HEARTBEAT_MS + 1)
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(watches(host)).toHaveLength(2))
  answer(undefined)
  await expect(kept).resolves.toBeUndefined()

  const lost = client.sandbox.jump({ accountId: 'a1', by: '1h' }).catch(failureOf)
  await vi.waitFor(() => expect(host.calls.at(-1)?.path).toBe('sandbox.jump'))
  await pushUntil(host, { feature: 'heartbeat' }, () => expect(connection.get()).toBe('connected'))
  host.breakStream()
  await expect(lost).resolves.toEqual({ code: 'host-lost' })
  await pushUntil(host, { feature: 'taken-over' }, () => expect(connection.get()).toBe('taken-over'))
})

test('changes of the list of exchanges are put into it, newest first', async () => {
  const host = startTestHost({})
  const row = (id: number, status: number): ExchangeSummary => ({
    id,
    status,
    accountId: 'a1',
    method: 'GET',
    origin: 'https://api.weixin.qq.com',
    path: '/cgi-bin/getcallbackip',
    initiator: { by: 'user', action: 'command' },
    step: 'call',
    pinned: false,
    startedAt: 1,
    outcome: { kind: 'ok' },
  })
  const { result } = renderHook(() => useSnapshot('exchange'))
  void follow()
  await pushUntil(host, { feature: 'exchange', snapshot: [row(4, 200), row(3, 200), row(1, 200)] }, () => {
    expect(result.current?.value).toHaveLength(3)
  })
  host.push({ feature: 'exchange-changes', rows: [row(3, 500), row(5, 200), row(2, 200)], gone: [1, 99] })
  await vi.waitFor(() => {
    expect(result.current?.value).toEqual([row(5, 200), row(4, 200), row(3, 500), row(2, 200)])
  })
  host.push({ feature: 'taken-over' })
  await vi.waitFor(() => expect(connection.get()).toBe('taken-over'))
})

test('the pauses between tries grow to eight seconds and no longer', async () => {
  const wait = globalThis.setTimeout
  const pauses: number[] = []
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0) => {
    const isPause = ms >= 500 && ms !== HOST_LOST_MS
    if (isPause) pauses.push(ms)
    return wait(run, isPause ? 0 : ms)
  }) as typeof setTimeout)
  let tries = 0
  startTestHost({}, () => {
    if (++tries <= 7) throw new Error('not now')
    throw refusal({ code: 'too-many-pages', limit: 4, retry: 'never' })
  })
  await follow()
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
})

test('each event begins the silence anew, and one timer waits for it', async () => {
  const wait = globalThis.setTimeout
  const forget = globalThis.clearTimeout
  const waiting = new Set<unknown>()
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0) => {
    const timer = wait(run, ms)
    if (ms === HOST_LOST_MS) waiting.add(timer)
    return timer
  }) as typeof setTimeout)
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    waiting.delete(timer)
    forget(timer)
  })
  const host = startTestHost({})
  void follow()
  await pushUntil(host, { feature: 'heartbeat' }, () => expect(connection.get()).toBe('connected'))
  for (let n = 0; n < 3; n++) host.push({ feature: 'heartbeat' })
  await pushUntil(host, { feature: 'taken-over' }, () => expect(connection.get()).toBe('taken-over'))
  expect(waiting.size).toBe(0)
})
