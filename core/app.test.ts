import { call } from '@orpc/server'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleEvent, Feature, Snapshots } from '#contract/events.ts'
import { type ConsoleApp, createApp } from './app.ts'
import { nextTurn } from './kernel/clock/next-turn.ts'
import { createMemoryVault } from './kernel/vault/memory-vault.ts'
import type { Ports } from './ports.ts'
import { startSandbox } from './sandbox/server.ts'
import { createMemoryStore, type Store } from './store/store.ts'
import { createFakeClock } from './testing/fake-clock.ts'
import { createTestPorts, type TestFiles } from './testing/test-ports.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(overrides: Partial<Ports> = {}, files?: TestFiles) {
  const ports = createTestPorts(overrides, files)
  const app = await createApp(ports)
  closing.push(app.close)
  return { app, ports, router: app.router }
}

async function snapshot<F extends Feature>({ router }: ConsoleApp, feature: F): Promise<Snapshots[F]> {
  const stream = (await call(router.events.watch, { takeOver: false })) as AsyncGenerator<ConsoleEvent>
  for await (const event of stream) if (event.feature === feature) return event.snapshot as Snapshots[F]
  throw new Error(`no snapshot of ${feature}`)
}

/** A real sandbox outside the app, reached as a custom origin: its secret is one that a person would paste. */
async function startServer() {
  const server = await startSandbox({})
  closing.push(server.close)
  const account = {
    label: 'Test',
    appId: server.appId,
    appSecret: server.appSecret,
    tokenSource: { kind: 'wechat', family: 'stable' } as const,
    origin: { kind: 'custom' as const, url: server.origin },
    confirmedOrigin: server.origin,
  }
  return { server, account }
}

test('a start on nothing has every view, and no notice', async () => {
  const { app } = await start()
  expect(await snapshot(app, 'accounts')).toEqual([])
  expect(await snapshot(app, 'host')).toMatchObject({ notices: [], vault: { kind: 'memory', persists: false } })
  expect(await snapshot(app, 'sandbox')).toMatchObject({ running: false })
})

test('from pasted credentials to the IP list and its raw exchange', async () => {
  const { app, router } = await start()
  const { server, account } = await startServer()
  const { id: accountId } = await call(router.accounts.add, account)
  const token = await call(router.token.fetch, { accountId })
  expect(token).toMatchObject({
    state: 'live',
    tokenSource: { kind: 'wechat', family: 'stable' },
    life: { lifetimeMs: 7_200_000 },
  })
  const list = await call(router.ipList.fetch, { accountId })
  if (!list.current) throw new Error('there is no list')
  expect(list.current.received).toBeGreaterThan(list.current.distinct)
  const entries = await call(router.ipList.entries, { version: list.current.id })
  expect(entries.some((entry) => entry.kind === 'cidr4')).toBe(true)

  const rows = await snapshot(app, 'exchange')
  expect(rows.map((row) => [row.method, row.path, row.outcome.kind])).toEqual([
    ['GET', '/cgi-bin/getcallbackip', 'ok'],
    ['POST', '/cgi-bin/stable_token', 'ok'],
  ])
  const exchange = await call(router.exchange.get, { id: list.current.exchangeId })
  expect(exchange.request.target).not.toContain(server.appSecret)
  expect(exchange.phases?.total).toBeGreaterThan(0)
  const body = await call(router.exchange.body, { id: exchange.id, side: 'response', offset: 0 })
  expect(JSON.parse(await body.text()).ip_list).toHaveLength(list.current.received)
})

test('accounts, settings, exchanges and the IP list are there after a restart, the secret only where it persists', async () => {
  const { account } = await startServer()
  const files: TestFiles = new Map()
  const store = createMemoryStore([])
  const persisting = createMemoryVault('not-asked')
  const first = await start({ store, vault: persisting }, files)
  const { id: accountId } = await call(first.router.accounts.add, account)
  await call(first.router.ipList.fetch, { accountId })
  await call(first.router.settings.update, { theme: 'dark' })
  const { token } = await call(first.router.token.reveal, { accountId })
  await first.app.close()

  const kept = await start({ store, vault: persisting }, files)
  expect(await snapshot(kept.app, 'accounts')).toMatchObject([{ label: 'Test', secret: 'held' }])
  expect(await snapshot(kept.app, 'settings')).toMatchObject({ theme: 'dark' })
  expect(await snapshot(kept.app, 'exchange')).toHaveLength(2)
  expect((await snapshot(kept.app, 'ipList'))[0]?.current?.distinct).toBeGreaterThan(0)
  expect(await call(kept.router.token.reveal, { accountId })).toEqual({ token })
  await kept.app.close()

  const lost = await start({ store }, files)
  expect(await snapshot(lost.app, 'accounts')).toMatchObject([{ secret: 'memory-only' }])
  expect(await snapshot(lost.app, 'token')).toMatchObject([{ state: 'none' }])
  await expect(call(lost.router.token.fetch, { accountId })).rejects.toMatchObject({
    data: { code: 'secret-needed', reason: 'memory-only' },
  })
  await call(lost.router.accounts.replaceSecret, { id: accountId, appSecret: account.appSecret })
  expect(await call(lost.router.token.fetch, { accountId })).toMatchObject({ state: 'live' })
})

test('a restart of the sandbox is not a 40001, and its clock goes on', async () => {
  const files: TestFiles = new Map()
  const vault = createMemoryVault('not-asked')
  const first = await start({ vault }, files)
  const { id: accountId, appId } = await call(first.router.accounts.useSandbox, undefined)
  await call(first.router.token.fetch, { accountId })
  await call(first.router.sandbox.jump, { accountId, by: '1h' })
  const { token } = await call(first.router.token.reveal, { accountId })
  await first.app.close()
  // No file holds anything that could call with this token.
  for (const text of files.values()) expect(text).not.toContain(token)

  const second = await start({ vault }, files)
  const again = await call(second.router.accounts.useSandbox, undefined)
  expect(again).toMatchObject({ id: accountId, appId })
  expect((await snapshot(second.app, 'token'))[0]?.life?.remainingMs).toBeLessThanOrEqual(3_600_000)
  await call(second.router.ipList.fetch, { accountId })
  expect((await snapshot(second.app, 'exchange')).map((row) => row.outcome.kind)).toEqual(['ok'])
})

test('the virtual clock ends a sandbox token and leaves other accounts alone', async () => {
  const { app, router } = await start()
  const { account } = await startServer()
  const real = await call(router.accounts.add, account)
  await call(router.token.fetch, { accountId: real.id })
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  await expect(call(router.sandbox.jump, { accountId, by: 'to-expiry' })).rejects.toMatchObject({
    data: { code: 'no-token' },
  })
  await call(router.token.fetch, { accountId })
  await call(router.sandbox.jump, { accountId, by: 'to-expiry' })
  const [other, sandbox] = await snapshot(app, 'token')
  expect(sandbox).toMatchObject({ state: 'expiring' })
  expect(sandbox?.life?.remainingMs).toBeLessThanOrEqual(10_000)
  expect(other).toMatchObject({ state: 'live' })
  await call(router.sandbox.jump, { accountId, by: '5min' })
  expect((await snapshot(app, 'token'))[1]).toMatchObject({ state: 'expired', life: { remainingMs: 0 } })
})

test('with "someone else fetched" on, one refetch and one replay, then it says superseded', async () => {
  const { app, router } = await start()
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  await call(router.token.fetch, { accountId })
  await call(router.sandbox.setScenario, { scenario: 'superseded', on: true })
  await expect(call(router.ipList.fetch, { accountId })).rejects.toMatchObject({
    data: { code: 'wechat', errcode: 40001 },
  })
  expect((await snapshot(app, 'token'))[0]).toMatchObject({ state: 'superseded' })
  expect((await snapshot(app, 'exchange')).map((row) => [row.step, row.outcome.kind])).toEqual([
    ['replay', 'errcode'],
    ['refetch', 'ok'],
    ['call', 'errcode'],
    ['call', 'ok'],
  ])
  expect((await snapshot(app, 'ipList'))[0]).toMatchObject({ lastFailure: { problem: { errcode: 40001 } } })
  await call(router.sandbox.setScenario, { scenario: 'superseded', on: false })
  await call(router.ipList.fetch, { accountId })
  expect((await snapshot(app, 'token'))[0]).toMatchObject({ state: 'live' })
  expect((await snapshot(app, 'ipList'))[0]).not.toHaveProperty('lastFailure')
})

test('somebody else fetches once: five minutes on, the call is answered 40001 and goes on with the newer token', async () => {
  const { app, router } = await start()
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  await call(router.token.fetch, { accountId })
  const { token: held } = await call(router.token.reveal, { accountId })
  await call(router.sandbox.fetchElsewhere, { accountId })
  await call(router.ipList.fetch, { accountId })
  expect(await call(router.token.reveal, { accountId })).toEqual({ token: held })

  await call(router.sandbox.jump, { accountId, by: '5min' })
  await call(router.ipList.fetch, { accountId })
  expect(await call(router.token.reveal, { accountId })).not.toEqual({ token: held })
  expect((await snapshot(app, 'exchange')).map((row) => [row.step, row.outcome.kind])).toEqual([
    ['replay', 'ok'],
    ['refetch', 'ok'],
    ['call', 'errcode'],
    ['call', 'ok'],
    ['call', 'ok'],
  ])
})

test('the IPs that WeChat saw are told per account, waited for on its clock, and go with it', async () => {
  const store = createMemoryStore([])
  const { app, router } = await start({ store })
  const { account } = await startServer()
  await call(router.accounts.add, account)
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  await call(router.sandbox.setScenario, { scenario: 'changing-exit', on: true })
  for (const errcode of [40164, 40164]) {
    await expect(call(router.token.fetch, { accountId })).rejects.toMatchObject({ data: { errcode } })
  }
  const [other, refused] = await snapshot(app, 'whitelist')
  expect(other).toMatchObject({ seen: [], egress: { kind: 'steady' } })
  expect(refused).toMatchObject({
    seen: [{ ip: '203.0.113.12' }, { ip: '203.0.113.47' }],
    egress: { kind: 'changing', ips: 2, commonCidr: { cidr: '203.0.113.0/26' } },
  })

  const { saved } = await call(router.whitelist.saved, { accountId })
  // A real clock runs on between the click and the answer.
  expect(saved?.remainingMs).toBeGreaterThan(5 * 60_000 - 5_000)
  await call(router.sandbox.jump, { accountId, by: '5min' })
  expect((await snapshot(app, 'whitelist'))[1]?.saved).toMatchObject({ remainingMs: 0 })
  // The wait is over, and nothing has retried by itself.
  expect(await snapshot(app, 'exchange')).toHaveLength(2)
  await call(router.sandbox.setScenario, { scenario: 'changing-exit', on: false })
  await call(router.token.fetch, { accountId })
  expect((await snapshot(app, 'whitelist'))[1]).not.toHaveProperty('saved')

  await call(router.accounts.remove, { id: accountId, withExchanges: false })
  expect(await snapshot(app, 'whitelist')).toHaveLength(1)
  await expect.poll(() => store.whitelist.list()).toEqual([])
})

test('closing waits for what is being written: an IP that WeChat saw is there at the next start', async () => {
  const memory = createMemoryStore([])
  const order: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const store: Store = {
    ...memory,
    close: async () => void order.push('closed'),
    whitelist: {
      ...memory.whitelist,
      async put(...row) {
        await held
        await memory.whitelist.put(...row)
        order.push('written')
      },
    },
  }
  const { app, router } = await start({ store })
  const { server, account } = await startServer()
  const { id: accountId } = await call(router.accounts.add, account)
  server.setScenario('ip-not-registered', true)
  await expect(call(router.token.fetch, { accountId })).rejects.toMatchObject({ data: { errcode: 61004 } })
  const closed = app.close()
  for (let turn = 0; turn < 200; turn++) await nextTurn()
  release()
  await closed
  expect(order).toEqual(['written', 'closed'])
  expect(await memory.whitelist.list()).toMatchObject([{ accountId, seen: { ip: '203.0.113.47' } }])
})

test('another AppID is another whitelist', async () => {
  const { app, router } = await start()
  const { server, account } = await startServer()
  const { id } = await call(router.accounts.add, account)
  server.setScenario('ip-not-registered', true)
  await expect(call(router.token.fetch, { accountId: id })).rejects.toMatchObject({ data: { errcode: 61004 } })
  await call(router.accounts.update, { id, label: 'Renamed' })
  expect((await snapshot(app, 'whitelist'))[0]?.seen).toMatchObject([{ ip: '203.0.113.47' }])
  await call(router.accounts.update, { id, appId: 'wx0000000000000000' })
  expect((await snapshot(app, 'whitelist'))[0]?.seen).toEqual([])
})

test('nobody else fetches for an account of WeChat', async () => {
  const { router } = await start()
  const { account } = await startServer()
  const { id: accountId } = await call(router.accounts.add, account)
  await expect(call(router.sandbox.fetchElsewhere, { accountId })).rejects.toMatchObject({
    data: { code: 'sandbox-unavailable' },
  })
})

test('classic asks before it retires anything', async () => {
  const { router } = await start()
  const { server, account } = await startServer()
  const { id: accountId } = await call(router.accounts.add, {
    ...account,
    tokenSource: { kind: 'wechat', family: 'classic' },
  })
  const asked = { data: { code: 'confirm-classic' } }
  await expect(call(router.token.fetch, { accountId })).rejects.toMatchObject(asked)
  await expect(call(router.ipList.fetch, { accountId })).rejects.toMatchObject(asked)
  const { obtainedAt } = await call(router.token.fetch, { accountId, confirmed: true })
  await expect(call(router.token.fetch, { accountId })).rejects.toMatchObject({ data: { liveSince: obtainedAt } })
  await call(router.ipList.fetch, { accountId })
  expect(server.counts()).toMatchObject({ '/cgi-bin/token': 1 })
})

test('two entries with the same credentials share one token; it goes with the last of them', async () => {
  const vault = createMemoryVault('not-asked')
  const { app, router } = await start({ vault })
  const { server, account } = await startServer()
  const one = await call(router.accounts.add, account)
  const two = await call(router.accounts.add, account)
  await Promise.all([one, two].map(({ id }) => call(router.token.fetch, { accountId: id })))
  expect(server.counts()).toMatchObject({ '/cgi-bin/stable_token': 1 })
  await call(router.accounts.remove, { id: one.id, withExchanges: true })
  expect(await snapshot(app, 'token')).toMatchObject([{ accountId: two.id, state: 'live' }])
  await call(router.accounts.remove, { id: two.id, withExchanges: true })
  expect(await snapshot(app, 'exchange')).toEqual([])
  expect(await vault.get(`token:stable:${server.appId}@${server.origin}`)).toEqual({ kind: 'missing' })
})

test('a call can be cancelled, and the next one works', async () => {
  const { router, app } = await start()
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  await call(router.sandbox.setScenario, { scenario: 'slow', on: true })
  const controller = new AbortController()
  const fetching = call(router.token.fetch, { accountId }, { signal: controller.signal })
  while (!(await snapshot(app, 'exchange')).some((row) => row.outcome.kind === 'running')) await Promise.resolve()
  controller.abort()
  await expect(fetching).rejects.toMatchObject({ data: { code: 'cancelled' } })
  await call(router.sandbox.setScenario, { scenario: 'slow', on: false })
  expect(await call(router.token.fetch, { accountId })).toMatchObject({ state: 'live' })
})

test('fewer exchanges are kept as soon as it is set so, pinned ones apart; removed ones come back', async () => {
  const { app, router } = await start()
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  for (let n = 0; n < 102; n++) await call(router.ipList.fetch, { accountId })
  expect(await call(router.exchange.usage, undefined)).toMatchObject({ exchanges: 103, pinned: 0 })
  await call(router.exchange.pin, { ids: [2], pinned: true })
  await call(router.settings.update, { maxExchanges: 100 })
  expect(await call(router.exchange.usage, undefined)).toMatchObject({ exchanges: 100, pinned: 1 })
  const before = await snapshot(app, 'exchange')
  expect(before.map(({ id }) => id).slice(-3)).toEqual([6, 5, 2])

  await call(router.exchange.remove, { ids: [2, 50] })
  expect(await snapshot(app, 'exchange')).toHaveLength(98)
  await expect(call(router.exchange.get, { id: 2 })).rejects.toMatchObject({ data: { code: 'exchange-not-found' } })
  await call(router.exchange.restore, { ids: [2, 50] })
  expect(await snapshot(app, 'exchange')).toEqual(before)
})

test('a folder that another console owns is not written, and it says so', async () => {
  const files: TestFiles = new Map()
  const vault = createMemoryVault('not-asked')
  const { app, router } = await start({ vault, store: createMemoryStore([{ code: 'folder-in-use' }]) }, files)
  const { account } = await startServer()
  const { id } = await call(router.accounts.add, account)
  await call(router.token.fetch, { accountId: id })
  await app.close()
  expect(files.size).toBe(0)
  expect(await vault.get(`secret:${id}`)).toEqual({ kind: 'missing' })
})

test('bad state files become notices, and the console starts', async () => {
  const files: TestFiles = new Map([
    ['accounts', '{"version":1,"data":{"accounts":'],
    ['settings', '{"version":99,"data":{"theme":"dark"}}'],
  ])
  const { app } = await start({}, files)
  expect((await snapshot(app, 'host')).notices).toMatchObject([
    { code: 'state-set-aside', file: 'accounts.json', keptAs: 'accounts.unreadable-1.json', kept: true },
    { code: 'state-newer', file: 'settings.json', kept: false },
  ])
})

test('a dismissed loss is gone from the page, and at the next start', async () => {
  const files: TestFiles = new Map([['accounts', '{"version":1,']])
  const first = await start({}, files)
  const [told] = (await snapshot(first.app, 'host')).notices
  await call(first.router.host.dismissNotice, { id: told?.id ?? '' })
  expect((await snapshot(first.app, 'host')).notices).toEqual([])
  await first.app.close()
  const second = await start({}, files)
  expect((await snapshot(second.app, 'host')).notices).toEqual([])
})

test('a sleep that the host tells of stands in the timeline as one, and nothing counts on through it', async () => {
  const clock = createFakeClock()
  const { app, router } = await start({ clock })
  const { account } = await startServer()
  const { id: accountId } = await call(router.accounts.add, account)
  await call(router.token.fetch, { accountId })
  clock.jumpWall(60 * 60_000)
  app.resumed()
  expect((await snapshot(app, 'timeline'))[0]?.events).toEqual([{ kind: 'sleep', at: clock.now(), ms: 60 * 60_000 }])
  expect((await snapshot(app, 'token'))[0]?.life?.remainingMs).toBe(60 * 60_000)
})
