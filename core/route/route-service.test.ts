import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { ChosenProxy } from '#contract/accounts.ts'
import type { Problem } from '#contract/problem.ts'
import { checkProxy } from '#contract/pure/net/proxy.ts'
import { createApp } from '#core/app.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { startHttpProxy, startSocksProxy, type TestProxy } from '#core/net/testing/proxies.ts'
import { reply, startWireServer, type WireServer } from '#core/net/testing/wire-server.ts'
import type { Ports } from '#core/ports.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { credential, good } from '#core/wechat/testing/hostile-corpus.ts'

const folder = mkdtempSync(join(tmpdir(), 'mp-console-route-'))
const caFile = join(folder, 'ca.pem')
const missing = JSON.stringify({ errcode: 41001, errmsg: 'access_token missing' })
let wechat: WireServer
beforeAll(async () => {
  wechat = await startWireServer(
    (socket, request) => void socket.write(reply(request.startsWith('GET') ? missing : good)),
    { tls: true },
  )
  writeFileSync(caFile, wechat.ca ?? '')
  return async () => {
    await wechat.close()
    rmSync(folder, { recursive: true })
  }
})

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function proxied(starting: Promise<TestProxy>): Promise<TestProxy> {
  const proxy = await starting
  closing.push(proxy.close)
  return proxy
}

function chosen(typed: string): ChosenProxy {
  const checked = checkProxy(typed)
  if (!checked.ok) throw new Error(checked.reason)
  return { ...checked.proxy, ...(checked.password !== undefined && { password: checked.password }) }
}

async function start(overrides: Partial<Ports> = {}, files: TestFiles = new Map()) {
  const ports = createTestPorts(overrides, files)
  const app = await createApp(ports)
  closing.push(app.close)
  return { router: app.router, ports, files, app }
}

/** An account on a WeChat whose certificate only the CA file trusts. */
async function startWithAccount(overrides: Partial<Ports> = {}, files?: TestFiles) {
  const started = await start(overrides, files)
  const origin = `https://localhost:${wechat.port}`
  await call(started.router.settings.update, { caFile })
  const account = await call(started.router.accounts.add, {
    label: '',
    ...credential,
    tokenSource: { kind: 'wechat', family: 'stable' },
    origin: { kind: 'custom', url: origin },
    confirmedOrigin: origin,
  })
  const use = (proxy: ChosenProxy) => call(started.router.accounts.update, { id: account.id, proxy })
  return { ...started, accountId: account.id, origin, use }
}

async function refusalOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => undefined,
    (failure: { data?: Problem }) => failure.data,
  )
  if (!error) throw new Error('it ended well')
  return error
}

test('an account without a proxy goes straight, by the certificates of the file', async () => {
  const { router, accountId } = await startWithAccount()
  expect(await call(router.token.fetch, { accountId })).toMatchObject({ state: 'live' })
  await call(router.settings.update, { caFile: '' })
  expect(await refusalOf(call(router.token.fetch, { accountId }))).toMatchObject({
    code: 'tls',
    reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
})

test('a proxy is used from the next call on, and no longer once it is taken out', async () => {
  const proxy = await proxied(startSocksProxy())
  const { router, accountId, use } = await startWithAccount()
  await call(router.token.fetch, { accountId })
  expect(await use(chosen(proxy.url))).toMatchObject({
    proxy: { kind: 'socks5', host: '127.0.0.1', port: proxy.port, hasPassword: false },
  })
  await call(router.token.fetch, { accountId })
  expect(proxy.connections()).toBe(1)
  await use({ kind: 'none' })
  await call(router.token.fetch, { accountId })
  expect(proxy.connections()).toBe(1)
})

test('a connection test says each step, and sends nothing secret', async () => {
  const proxy = await proxied(startHttpProxy())
  const { router, accountId, origin, use } = await startWithAccount()
  await use(chosen(proxy.url))
  const before = wechat.requests.length
  const result = await call(router.route.test, { accountId })
  expect(result).toMatchObject({ origin, via: proxy.url })
  expect(result.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
    'proxy ok',
    'dns not-used',
    'tcp not-used',
    'tls ok',
    'http ok',
  ])
  expect(result.steps.at(-1)).toMatchObject({ status: 200, errcode: 41001 })
  const sent = wechat.requests.slice(before).join()
  expect(sent).toMatch(/^GET \/cgi-bin\/getcallbackip HTTP\/1.1\r\n/)
  expect(sent).not.toContain('access_token')
  expect(await call(router.exchange.get, { id: result.exchangeId })).toMatchObject({
    initiator: { by: 'user', action: 'connection-test' },
    redactions: 0,
  })
  // On a new connection each time, or there would be nothing to see.
  await call(router.route.test, { accountId })
  expect(proxy.connections()).toBe(2)
})

test('what is typed can be tried before it is saved, and changes nothing', async () => {
  const proxy = await proxied(startSocksProxy({ credentials: 'me:a long password' }))
  const { router, accountId, origin, files } = await startWithAccount()
  const test = (typed: string) =>
    call(router.route.test, { accountId, draft: { origin: { kind: 'custom', url: origin }, proxy: chosen(typed) } })
  const typed = proxy.url.replace('://', '://me:a%20long%20password@')
  expect((await test(typed)).steps[0]).toMatchObject({ step: 'proxy', state: 'ok' })
  const refused = await test(proxy.url)
  expect(refused.steps.map(({ state }) => state)).toEqual([
    'failed',
    'not-used',
    'not-used',
    'not-reached',
    'not-reached',
  ])
  expect(refused.steps[0]?.problem).toMatchObject({ code: 'proxy-auth', reason: 'needed' })
  expect(files.get('accounts')).not.toContain(proxy.url.split(':').at(-1))
})

test('a password is in the vault alone, kept while the proxy stays the same, and wiped with it', async () => {
  const proxy = await proxied(startSocksProxy({ credentials: 'me:a long password' }))
  const vault = createMemoryVault('not-asked')
  const { router, accountId, use, files, ports, app } = await startWithAccount({ vault })
  const typed = proxy.url.replace('://', '://me@')
  const changed = await use({ ...chosen(typed), password: 'a long password' } as ChosenProxy)
  expect(changed).toMatchObject({ proxy: { username: 'me', hasPassword: true }, proxyPassword: 'held' })
  expect(await call(router.token.fetch, { accountId })).toMatchObject({ state: 'live' })
  expect(await use(chosen(typed))).toMatchObject({ proxy: { hasPassword: true } })
  await call(router.token.fetch, { accountId })

  await app.close()
  const everything = [...files.values(), ...ports.logged].join('\n')
  for (const hidden of ['a long password', Buffer.from('me:a long password').toString('base64')]) {
    expect(everything).not.toContain(hidden)
  }

  const next = await start({ vault }, files)
  expect(await call(next.router.token.fetch, { accountId })).toMatchObject({ state: 'live' })
  const other = await call(next.router.accounts.update, {
    id: accountId,
    proxy: chosen(proxy.url.replace('://', '://you@')),
  })
  expect(other).toMatchObject({ proxy: { hasPassword: false } })
  expect(other).not.toHaveProperty('proxyPassword')
  expect(await vault.get(`proxy:${accountId}`)).toEqual({ kind: 'missing' })
})

test('a password that is gone is asked for, and nothing is sent without it', async () => {
  const proxy = await proxied(startSocksProxy({ credentials: 'me:a long password' }))
  const { accountId, use, files, app } = await startWithAccount()
  await use(chosen(proxy.url.replace('://', '://me:a%20long%20password@')))
  await app.close()
  const { router } = await start({}, files)
  const refusal = { code: 'proxy-password-needed', proxy: proxy.url, reason: 'memory-only', retry: 'never' }
  expect(await refusalOf(call(router.route.test, { accountId }))).toEqual(refusal)
  expect(proxy.connections()).toBe(0)
})

test('an account that goes takes its proxy’s password along', async () => {
  const vault = createMemoryVault('not-asked')
  const { router, accountId, use } = await startWithAccount({ vault })
  await use(chosen('http://me:a-password@proxy:1'))
  expect(await vault.get(`proxy:${accountId}`)).toEqual({ kind: 'found', value: 'a-password' })
  await call(router.accounts.remove, { id: accountId, withExchanges: true })
  expect(await vault.get(`proxy:${accountId}`)).toEqual({ kind: 'missing' })
})

test('the system’s proxy is asked for at every request; one that cannot be used is refused by name', async () => {
  const proxy = await proxied(startHttpProxy({ credentials: 'me:a-password' }))
  const answers: (string | undefined)[] = [
    proxy.url.replace('://', '://me:a-password@'),
    undefined,
    'socks4://127.0.0.1:1',
  ]
  const asked: string[] = []
  const systemProxy = async (url: string) => {
    asked.push(url)
    return answers.shift()
  }
  const { router, accountId, origin, use, ports } = await startWithAccount({ systemProxy })
  await use({ kind: 'system' })
  expect(await call(router.route.test, { accountId })).toMatchObject({ via: proxy.url })
  expect(await call(router.route.test, { accountId })).not.toHaveProperty('via')
  expect(await refusalOf(call(router.route.test, { accountId }))).toMatchObject({
    code: 'system-proxy-invalid',
    reason: 'unsupported-scheme',
  })
  expect(asked).toEqual([origin, origin, origin])
  expect(ports.redactor.text('a-password').redactions).toBe(1)
})

test('the sandbox is on this computer and always goes straight', async () => {
  const { router } = await start({ systemProxy: async () => 'http://127.0.0.1:1' })
  const { id } = await call(router.accounts.useSandbox, undefined)
  const saved = await call(router.accounts.update, { id, proxy: { kind: 'system' } })
  expect(saved.proxy).toEqual({ kind: 'none' })
  const { steps } = await call(router.route.test, {
    accountId: id,
    draft: { origin: { kind: 'official', host: 'api.weixin.qq.com' }, proxy: { kind: 'system' } },
  })
  expect(steps.at(-1)).toMatchObject({ step: 'http', state: 'ok', errcode: 41001 })
})

test('a CA file is looked at before it is saved, and again at each use', async () => {
  const { router, accountId } = await startWithAccount()
  const wrong = join(folder, 'gone.pem')
  const refusal = { code: 'ca-file-invalid', path: wrong, reason: 'not-found', retry: 'never' }
  expect(await refusalOf(call(router.settings.update, { caFile: wrong }))).toEqual(refusal)
  writeFileSync(wrong, wechat.ca ?? '')
  await call(router.settings.update, { caFile: wrong })
  expect(await call(router.token.fetch, { accountId })).toMatchObject({ state: 'live' })
  rmSync(wrong)
  expect(await refusalOf(call(router.token.fetch, { accountId }))).toEqual(refusal)
})
