import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { call } from '@orpc/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Snapshots } from '#contract/events.ts'
import type { ConsoleClient } from '#contract/index.ts'
import { createApp } from '#core/app.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import { openStore } from '#core/store/open-store.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'
import { clientFor, runWebhost } from './testing/child.ts'
import { FORMER_BIG_REPLY, FORMER_MOMENT, formerFolder } from './testing/former-folder.ts'
import { openVaultFile } from './vault/vault-file.ts'

const STABLE = '48de9d32-299f-48a9-8a06-bb940acf3238'
const ORIGIN = 'http://127.0.0.1:1'

function makeFolder(): string {
  const folder = formerFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function open(folder: string) {
  const data = join(folder, 'data')
  const ports = createTestPorts({
    clock: createFakeClock(FORMER_MOMENT + 1_000),
    vault: await openVaultFile(join(folder, 'vault'), { askPassphrase: async () => 'a passphrase' }),
    store: await openStore(data),
    stateFile: (name) => openStateFile(data, name),
  })
  const app = await createApp(ports)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= app.close()
    return closing
  }
  onTestFinished(close)
  return { close, ports, router: app.router, snapshots: await snapshotsOf(() => call(app.router.events.watch, {})) }
}

async function snapshotsOf(watch: () => ReturnType<ConsoleClient['events']['watch']>): Promise<Snapshots> {
  const snapshots: Record<string, unknown> = {}
  for await (const event of await watch()) {
    if ('snapshot' in event) snapshots[event.feature] ??= event.snapshot
    if ('host' in snapshots && Object.keys(snapshots).length === 10) break
  }
  return snapshots as unknown as Snapshots
}

const wechat = (family: 'stable' | 'classic') => ({ kind: 'wechat', family })
const pasted = { kind: 'pasted' }
const accounts = [
  { label: 'stable', tokenSource: wechat('stable'), renewal: 'keep-alive', ipRefresh: 'daily', secret: 'held' },
  { label: 'classic', tokenSource: wechat('classic'), renewal: 'keep-alive', secret: 'held' },
  { label: 'pasted', tokenSource: pasted, renewal: 'off', secret: 'never-entered' },
  { label: 'official', tokenSource: wechat('stable'), origin: { kind: 'official', host: 'api.weixin.qq.com' } },
  {
    label: 'proxied',
    origin: { kind: 'official', host: 'api2.weixin.qq.com' },
    proxy: { kind: 'socks5', host: '127.0.0.1', port: 1080, username: 'u', hasPassword: true },
    proxyPassword: 'held',
  },
  { label: 'twin', appId: 'wx0000000000000001', origin: { kind: 'custom', url: ORIGIN }, sameAppId: ['stable'] },
  { label: 'pasted ends', tokenSource: pasted },
  { label: 'superseded', tokenSource: wechat('stable') },
  { label: 'ended', tokenSource: wechat('classic') },
  { label: 'pasted verified', tokenSource: pasted },
  { label: '', tokenSource: wechat('stable'), origin: { kind: 'sandbox' }, secret: 'held' },
]
const causes = [
  { path: '/cause/button', initiator: { by: 'user', action: 'command' }, step: 'call' },
  { path: '/cause/token-for-call', step: 'token-for-call' },
  { path: '/cause/refetch', step: 'refetch' },
  { path: '/cause/replay', step: 'replay', pinned: true },
  { path: '/cause/backoff', step: 'backoff', outcome: { kind: 'problem', code: 'timeout' } },
  { path: '/cause/reconnect', step: 'reconnect' },
  { path: '/cause/renewal', initiator: { by: 'schedule', job: 'renewal' }, step: 'call' },
  { path: '/cause/probe', step: 'probe', outcome: { kind: 'errcode', errcode: 40001 } },
  { path: '/cause/daily-refresh', initiator: { by: 'schedule', job: 'daily-refresh' }, step: 'call' },
  { path: '/cause/request', initiator: { by: 'user', action: 'request' }, step: 'call' },
  { path: '/cause/way-test', initiator: { by: 'user', action: 'connection-test' }, step: 'call' },
]

test('accounts, settings, notices and every token of a former folder are as they were', async () => {
  const { snapshots, router } = await open(makeFolder())
  expect(snapshots.host.notices).toMatchObject([{ code: 'store-set-aside', keptAs: 'console.sqlite.damaged-1' }])
  expect(snapshots.settings).toMatchObject({ language: 'en', timeoutSeconds: 9, lastAccountId: STABLE })
  expect(snapshots.accounts).toMatchObject(accounts)

  const life = { lifetimeMs: 7_200_000 }
  expect(snapshots.token).toMatchObject([
    {
      state: 'live',
      source: 'renewed',
      life: { ...life, expiresAt: 1_795_835_974_423 },
      tokenSource: wechat('stable'),
    },
    { state: 'live', source: 'fetched', life, tokenSource: wechat('classic') },
    { state: 'unverified', reason: 'pasted', source: 'pasted', tokenSource: pasted },
    { state: 'none' },
    { state: 'none' },
    { state: 'live', source: 'renewed', life },
    { state: 'unverified', reason: 'pasted', life: { lifetimeMs: 7_000_000 } },
    { state: 'superseded', refused: { at: 1_795_828_774_622 }, life },
    { state: 'expired', life: { ...life, remainingMs: 0 } },
    { state: 'live', source: 'pasted', tokenSource: pasted },
    { state: 'live', source: 'forced', force: { usedToday: 1 } },
  ])
  expect(snapshots.token[2]?.life, 'nobody knows its end').toBeUndefined()
  expect(snapshots.token.map(({ renewal }) => renewal.state).slice(0, 3)).toEqual(['waiting', 'waiting', 'off'])
  expect(await call(router.token.reveal, { accountId: STABLE })).toEqual({ token: `80_${'s'.repeat(133)}` })
})

test('exchanges of every cause, their bodies, pins and lists are as they were', async () => {
  const { snapshots, router, ports } = await open(makeFolder())
  const rows = snapshots.exchange.toReversed()
  expect(rows.map(({ id }) => id)).toEqual([18, 19, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 130])
  expect(rows.slice(2)).toMatchObject(causes.map((cause) => ({ pinned: false, ...cause })))
  for (const row of rows) expect(await call(router.exchange.get, { id: row.id })).toMatchObject({ ...row })
  expect(await call(router.exchange.get, { id: 123 })).toMatchObject({ problem: { code: 'timeout', limitMs: 9_000 } })
  await expect(call(router.exchange.get, { id: 129 }), 'it was removed').rejects.toThrow()
  const tail = await call(router.exchange.body, { id: 19, side: 'response', offset: FORMER_BIG_REPLY.length - 100 })
  expect(await tail.text()).toBe(FORMER_BIG_REPLY.slice(-100))
  expect(await ports.store.exchanges.lastId(), 'no id is given again').toBe(130)

  const list = { accountId: STABLE, kind: 'callback' } as const
  expect((await call(router.ipList.history, list)).map(({ id }) => id)).toEqual([4, 3, 1])
  expect(snapshots.timeline.map(({ accountId }) => accountId)).toEqual(snapshots.accounts.map(({ id }) => id))
  expect(snapshots.timeline[3]).toMatchObject({
    tokens: [{ hash: 'aaaaaa' }, { family: 'classic' }, { family: 'pasted', source: 'pasted' }, { source: 'forced' }],
    events: [{ kind: 'forced' }, { kind: 'failed', errcode: 45_009 }, { kind: 'sleep' }, { kind: 'clock-jump' }],
  })
  expect(snapshots.whitelist.map(({ seen }) => seen.map(({ ip }) => ip)).slice(0, 4)).toEqual([
    ['203.0.113.77'],
    [],
    [],
    ['203.0.113.5'],
  ])
})

test('what is changed is written so that a console of before sees that it is newer', async () => {
  const folder = makeFolder()
  const { router, close } = await open(folder)
  await call(router.accounts.update, { id: STABLE, label: 'changed' })
  await close()
  const { version, data } = JSON.parse(readFileSync(join(folder, 'data', 'accounts.json'), 'utf8'))
  expect(version).toBeGreaterThan(1)
  expect(data.accounts[0]).toMatchObject({ label: 'changed', tokenSource: wechat('stable') })
  expect(data.accounts[2]).toMatchObject({ label: 'pasted', tokenSource: pasted })
  // It would mark rows without a `cause` as unreadable, for good.
  const db = new DatabaseSync(join(folder, 'data', 'console.sqlite'), { readOnly: true })
  expect(db.prepare('PRAGMA user_version').get()?.user_version).toBeGreaterThan(6)
  db.close()
  const again = await open(folder)
  expect(again.snapshots.accounts.map(({ label }) => label)).toEqual([
    'changed',
    ...accounts.slice(1).map(({ label }) => label),
  ])
  expect(again.snapshots.token.map(({ state }) => state).slice(0, 3)).toEqual(['live', 'live', 'unverified'])
})

test('the webhost opens a former folder and its vault', async () => {
  const folder = makeFolder()
  const args = ['--port', '0', '--vault', join(folder, 'vault')]
  const child = runWebhost(folder, args, { env: { MP_CONSOLE_PASSPHRASE: 'a passphrase' } })
  onTestFinished(() => void child.process.kill('SIGKILL'))
  const url = await vi.waitFor(() => {
    const found = child.stdout().match(/http:\S+/)?.[0]
    if (!found) throw new Error(`no URL yet: ${child.stderr()}`)
    return found
  }, 20_000)
  const client = await clientFor(url)
  const snapshots = await snapshotsOf(() => client.events.watch({}))
  expect(snapshots.host).toMatchObject({ vault: { kind: 'file' }, notices: [{ code: 'store-set-aside' }] })
  expect(snapshots.accounts.map(({ label, secret }) => [label, secret])).toEqual(
    accounts.map(({ label, tokenSource }) => [label, tokenSource === pasted ? 'never-entered' : 'held']),
  )
  expect(snapshots.exchange.filter(({ path }) => path.startsWith('/cause/'))).toHaveLength(causes.length)
  child.process.kill('SIGTERM')
  expect(await child.exitCode).toBe(0)
})
