import { call } from '@orpc/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ConsoleEvent, Feature, Snapshots } from '#contract/events.ts'
import type { IpListView } from '#contract/ip-list.ts'
import { type ConsoleApp, createApp } from '#core/app.ts'
import type { Ports } from '#core/ports.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(overrides: Partial<Ports> = {}, files?: TestFiles) {
  const app = await createApp(createTestPorts(overrides, files))
  closing.push(app.close)
  const { router } = app
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  const fetch = (kind: IpListView['kind']) => call(router.ipList.fetch, { accountId, kind })
  const change = (on: boolean) => call(router.sandbox.setScenario, { scenario: 'ip-list-changed', on })
  return { app, router, accountId, fetch, change }
}

async function snapshot<F extends Feature>({ router }: ConsoleApp, feature: F): Promise<Snapshots[F]> {
  const stream = (await call(router.events.watch, { takeOver: false })) as AsyncGenerator<ConsoleEvent>
  for await (const event of stream) if (event.feature === feature) return event.snapshot as Snapshots[F]
  throw new Error(`no snapshot of ${feature}`)
}

function currentOf({ current }: IpListView) {
  if (!current) throw new Error('there is no list')
  return current
}

test('both lists of an account, each in its place', async () => {
  const { app, accountId, fetch, router } = await start()
  expect(await snapshot(app, 'ipList')).toEqual([
    { accountId, kind: 'callback' },
    { accountId, kind: 'api-domain' },
  ])
  const callback = currentOf(await fetch('callback'))
  const api = currentOf(await fetch('api-domain'))
  expect((await snapshot(app, 'ipList')).map((view) => view.current?.id)).toEqual([callback.id, api.id])
  expect((await call(router.ipList.entries, { version: api.id })).every(({ kind }) => kind === 'ipv4')).toBe(true)
  expect((await snapshot(app, 'exchange')).map(({ path }) => path)).toEqual([
    '/cgi-bin/get_api_domain_ip',
    '/cgi-bin/getcallbackip',
    '/cgi-bin/stable_token',
  ])
})

test('a changed list: its history, its difference, and what a firewall has to do', async () => {
  const { accountId, fetch, change, router } = await start()
  const list = { accountId, kind: 'callback' } as const
  const from = currentOf(await fetch('callback'))
  await change(true)
  const to = currentOf(await fetch('callback'))
  expect(to.change).toMatchObject({ from: from.id })
  expect((await call(router.ipList.history, list)).map(({ id }) => id)).toEqual([to.id, from.id])
  const { entries } = await call(router.ipList.diff, { from: from.id, to: to.id })
  expect(entries.added).toContain('42.192.7.0/24')
  expect(entries.removed).toContain('106.55.206.146')

  const merged = await call(router.ipList.merged, { version: to.id, rounding: '24' })
  expect(merged.extraAddresses).toBeGreaterThan(0)
  const exported = await call(router.ipList.export, { ...list, format: 'json', rounding: '24' })
  expect(exported.extraAddresses).toBe(merged.extraAddresses)
  expect(JSON.parse(exported.text).blocks).toEqual(merged.blocks)
  const changes = await call(router.ipList.export, { ...list, format: 'json', rounding: 'exact', since: from.id })
  expect(JSON.parse(changes.text).remove).toContain('106.55.206.146')
  expect(changes.fileName).toContain('-changes')
})

test('nginx is for those who come in; other words are no format', async () => {
  const { accountId, fetch, router } = await start()
  await fetch('api-domain')
  for (const format of ['nginx', 'toString', ''] as const) {
    const input = { accountId, kind: 'api-domain', format: format as 'nginx', rounding: 'exact' } as const
    await expect(call(router.ipList.export, input)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
})

test('before the first fetch there is nothing to write or to connect to', async () => {
  const { accountId, router } = await start()
  const missing = { data: { code: 'ip-list-not-found' } }
  const choice = { accountId, kind: 'callback', format: 'plain', rounding: 'exact' } as const
  await expect(call(router.ipList.export, choice)).rejects.toMatchObject(missing)
  await expect(call(router.ipList.testConnectivity, { accountId })).rejects.toMatchObject(missing)
  await expect(call(router.ipList.entries, { version: 1 })).rejects.toMatchObject(missing)
})

test('odd entries are shown, marked and left out of the export by name', async () => {
  const { accountId, fetch, router } = await start()
  await call(router.sandbox.setScenario, { scenario: 'odd-ip-list', on: true })
  const { id, unparsable } = currentOf(await fetch('callback'))
  const odd = (await call(router.ipList.entries, { version: id })).slice(-6)
  expect(odd.map(({ kind, unusual }) => unusual ?? kind)).toEqual([
    'host-bits',
    'ipv4-mapped',
    'cidr6',
    'leading-zeros',
    'unparsable',
    'unparsable',
  ])
  const { unparsable: out } = await call(router.ipList.export, {
    accountId,
    kind: 'callback',
    format: 'csv',
    rounding: 'exact',
  })
  expect(out).toHaveLength(unparsable)
})

test('the network check has its tables, or the reason why not', async () => {
  const { accountId, router } = await start()
  const check = { accountId, action: 'all', operator: 'UNICOM' } as const
  expect(await call(router.ipList.check, check)).toMatchObject({
    dns: [{ operator: 'CHINANET' }],
    ping: [{ fromOperator: 'UNICOM', loss: '0%', time: '23.079ms' }],
  })
  await call(router.sandbox.setScenario, { scenario: 'no-callback-url', on: true })
  await expect(call(router.ipList.check, check)).rejects.toMatchObject({ data: { errcode: 40201 } })
})

test("the sandbox's API addresses are tried on this machine only", async () => {
  const { app, accountId, fetch, router } = await start()
  const { distinct } = currentOf(await fetch('api-domain'))
  const view = await call(router.ipList.testConnectivity, { accountId })
  expect(view).toMatchObject({ state: 'done', total: distinct })
  expect(view.results.every(({ address }) => address.startsWith('127.'))).toBe(true)
  expect(await snapshot(app, 'connectivity')).toEqual([view])
  await call(router.accounts.remove, { id: accountId, withExchanges: true })
  expect(await snapshot(app, 'connectivity')).toEqual([])
})

describe('daily refresh', () => {
  const refreshed = (app: ConsoleApp, count: number) =>
    vi.waitUntil(async () => {
      const lists = await snapshot(app, 'ipList')
      return lists.every(({ fetchingForMs, current }) => fetchingForMs === undefined && current) &&
        (await snapshot(app, 'exchange')).filter(({ path }) => path.includes('ip')).length >= count
        ? lists
        : false
    }, 15_000)

  test('is off until switched on; then it fetches, and again after a day', async () => {
    const notify = vi.fn()
    const { app, accountId, change, router } = await start({ notify })
    expect((await snapshot(app, 'ipList'))[0]).not.toHaveProperty('refreshInMs')
    await call(router.accounts.update, { id: accountId, ipRefresh: 'daily' })
    const [first] = await refreshed(app, 2)
    expect(first?.refreshInMs).toBeGreaterThan(23 * 3_600_000)
    expect(first?.refreshInMs).toBeLessThanOrEqual(24 * 3_600_000)
    const initiator = { by: 'schedule', job: 'daily-refresh' }
    expect((await snapshot(app, 'exchange')).map(({ initiator, step }) => ({ initiator, step }))).toEqual([
      { initiator, step: 'call' },
      { initiator, step: 'call' },
      { initiator, step: 'token-for-call' },
    ])

    await call(router.sandbox.jump, { accountId, by: '1d' })
    await refreshed(app, 4)
    // An unchanged list is not notified.
    expect(notify.mock.calls.filter(([{ tag }]) => tag.startsWith('ip-list'))).toEqual([])

    await change(true)
    await call(router.settings.update, { language: 'en' })
    await call(router.sandbox.jump, { accountId, by: '1d' })
    await vi.waitUntil(() => notify.mock.calls.filter(([{ tag }]) => tag.startsWith('ip-list')).length === 2, 15_000)
    const told = notify.mock.calls.map(([notification]) => notification).find(({ tag }) => tag.endsWith(':callback'))
    expect(told).toEqual({
      tag: `ip-list:${accountId}:callback`,
      title: expect.stringContaining('callback IPs changed'),
      body: expect.stringMatching(/^\d+ addresses added, \d+ removed/),
    })
  })

  test('on classic it asks nobody and fetches nothing: it says so, and leaves it for a day', async () => {
    const { app, accountId, router } = await start()
    await call(router.accounts.update, {
      id: accountId,
      tokenSource: { kind: 'wechat', family: 'classic' },
      ipRefresh: 'daily',
    })
    const [view] = await vi.waitUntil(async () => {
      const lists = await snapshot(app, 'ipList')
      return lists.every(({ lastFailure }) => lastFailure) ? lists : false
    }, 15_000)
    expect(view?.lastFailure?.problem.code).toBe('confirm-classic')
    expect(view?.refreshInMs).toBeGreaterThan(23 * 3_600_000)
    expect(await snapshot(app, 'exchange')).toEqual([])
  })
})

test('lists are there after a restart, and go with their account', async () => {
  const store = createMemoryStore([])
  const files: TestFiles = new Map()
  const first = await start({ store }, files)
  await first.fetch('callback')
  await first.change(true)
  const { id } = currentOf(await first.fetch('callback'))
  await first.app.close()

  const { app, accountId, router } = await start({ store }, files)
  expect((await snapshot(app, 'ipList'))[0]).toMatchObject({ accountId, current: { id } })
  expect(await call(router.ipList.history, { accountId, kind: 'callback' })).toHaveLength(2)
  await call(router.accounts.remove, { id: accountId, withExchanges: false })
  expect(await store.ipLists.list()).toEqual([])
})
