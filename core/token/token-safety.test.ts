import { call } from '@orpc/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { ConsoleEvent } from '#contract/events.ts'
import { type SourceName, sourceNamed } from '#contract/pure/credentials/token-source.ts'
import { createApp } from '#core/app.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { reply, startWireServer } from '#core/net/testing/wire-server.ts'
import type { Ports } from '#core/ports.ts'
import { startSandbox } from '#core/sandbox/server.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'

/** A console and, outside it, a real sandbox reached as a custom origin. */
async function setup(name: SourceName = 'stable', overrides: Partial<Ports> = {}) {
  const server = await startSandbox()
  onTestFinished(server.close)
  const app = await createApp(createTestPorts(overrides))
  onTestFinished(app.close)
  const { id: accountId } = await call(app.router.accounts.add, {
    label: '',
    appId: server.appId,
    ...(name !== 'pasted' && { appSecret: server.appSecret }),
    tokenSource: sourceNamed(name),
    origin: { kind: 'custom', url: server.origin },
    confirmedOrigin: server.origin,
  })
  await call(app.router.settings.update, { lastAccountId: accountId })
  const view = () => {
    const token = app.chosen.current()?.token
    if (!token) throw new Error('no account is chosen')
    return token
  }
  const timeline = async () => {
    const stream = (await call(app.router.events.watch, { takeOver: false })) as AsyncGenerator<ConsoleEvent>
    for await (const event of stream) if (event.feature === 'timeline') return event.snapshot[0]
    throw new Error('no timeline')
  }
  return { server, app, router: app.router, accountId, view, timeline }
}

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: { data?: unknown }) => error.data,
  )

test('a token revoked while 200 calls are in flight: all succeed, and one token is fetched', async () => {
  const { server, router, accountId, timeline } = await setup()
  await call(router.token.fetch, { accountId })
  server.fetchElsewhere(server.appId, 'stable')
  server.advance(5 * 60_000)
  const lists = await Promise.all(
    Array.from({ length: 200 }, () => call(router.ipList.fetch, { accountId, kind: 'callback' })),
  )
  expect(lists.every(({ lastFailure }) => lastFailure === undefined)).toBe(true)
  expect(server.counts()).toMatchObject({ '/cgi-bin/stable_token': 2, '/cgi-bin/getcallbackip': 400 })
  const tokens = (await timeline())?.tokens
  expect(tokens).toMatchObject([{ refused: { errcode: 40001 } }, { source: 'renewed' }])
})

test('an account whose calls keep answering 40001 stops after one replay per call', async () => {
  const { server, router, accountId, view } = await setup()
  server.setScenario('superseded', true)
  const calls = Array.from({ length: 20 }, () => problemOf(call(router.ipList.fetch, { accountId })))
  for (const problem of await Promise.all(calls)) expect(problem).toMatchObject({ code: 'wechat', errcode: 40001 })
  const counts = server.counts()
  expect(counts['/cgi-bin/getcallbackip']).toBeLessThanOrEqual(40)
  expect(counts['/cgi-bin/stable_token']).toBeLessThanOrEqual(21)
  expect(view()).toMatchObject({ state: 'superseded', renewal: { state: 'off' } })
})

test('a forced refresh asks first, says what it has used, keeps its distance, and is told from others', async () => {
  const { server, router, accountId, view, timeline } = await setup()
  const { obtainedAt, hash = '' } = await call(router.token.fetch, { accountId })
  expect(await problemOf(call(router.token.fetch, { accountId, force: true }))).toMatchObject({
    code: 'confirm-force',
    usedToday: 0,
    limit: 20,
    waitMs: 0,
    liveSince: obtainedAt,
  })
  const forced = await call(router.token.fetch, { accountId, force: true, confirmed: true })
  expect(forced).toMatchObject({ state: 'live', source: 'forced', force: { usedToday: 1 } })
  expect(forced.force?.waitMs).toBeGreaterThan(20_000)
  const again = call(router.token.fetch, { accountId, force: true, confirmed: true })
  expect(await problemOf(again)).toMatchObject({ code: 'force-too-soon' })
  expect(server.counts()['/cgi-bin/stable_token']).toBe(2)
  expect(await timeline()).toMatchObject({
    tokens: [
      { hash, source: 'fetched' },
      { hash: view().hash, source: 'forced' },
    ],
    events: [{ kind: 'forced', family: 'stable' }],
  })
})

test('only a stable token is forced, and a pasted one is never fetched', async () => {
  const classic = await setup('classic')
  const { router, accountId } = classic
  const forcing = call(router.token.fetch, { accountId, force: true, confirmed: true })
  expect(await problemOf(forcing)).toMatchObject({ code: 'wrong-family', reason: 'only-stable-is-forced' })
  const pasting = call(router.token.paste, { accountId, token: 't'.repeat(136) })
  expect(await problemOf(pasting)).toMatchObject({ reason: 'only-pasted-takes-tokens' })
  const pasted = await setup('pasted')
  const fetching = call(pasted.router.token.fetch, { accountId: pasted.accountId, confirmed: true })
  expect(await problemOf(fetching)).toMatchObject({ reason: 'pasted-is-not-fetched' })
  expect(pasted.view()).toMatchObject({
    tokenSource: { kind: 'pasted' },
    state: 'none',
    renewal: { mode: 'off', state: 'off' },
  })
})

test('a pasted token is tried, counted down when its end is known, and used for the lists', async () => {
  const other = await setup()
  await call(other.router.token.fetch, { accountId: other.accountId })
  const { token } = await call(other.router.token.reveal, { accountId: other.accountId })

  const { app, router } = other
  const { id: accountId } = await call(router.accounts.add, {
    label: 'pasted',
    appId: other.server.appId,
    tokenSource: { kind: 'pasted' },
    origin: { kind: 'custom', url: other.server.origin },
    confirmedOrigin: other.server.origin,
  })
  expect(await call(router.token.paste, { accountId, token })).toMatchObject({
    state: 'live',
    source: 'pasted',
  })
  const timed = await call(router.token.paste, { accountId, token, endsInSeconds: 600 })
  expect(timed).toMatchObject({ state: 'live', life: { lifetimeMs: 600_000 } })
  expect(timed.life?.remainingMs).toBeGreaterThan(590_000)
  expect(await call(router.ipList.fetch, { accountId, kind: 'callback' })).toMatchObject({ accountId })

  const wrong = await call(router.token.paste, { accountId, token: `x${token}` })
  expect(wrong).toMatchObject({ state: 'superseded' })
  expect(await call(router.token.diagnose, { accountId, probe: true })).toMatchObject({ verdict: 'unknown' })
  await app.close()
})

test('a probe asks nothing but whether the token works', async () => {
  const { server, router, accountId } = await setup()
  expect(await problemOf(call(router.token.probe, { accountId }))).toMatchObject({ code: 'no-token' })
  await call(router.token.fetch, { accountId })
  expect(await call(router.token.probe, { accountId })).toEqual({ outcome: 'works' })
  server.setScenario('superseded', true)
  expect(await call(router.token.probe, { accountId })).toEqual({ outcome: 'refused', errcode: 40001 })
  expect(server.counts()).toMatchObject({ '/cgi-bin/stable_token': 1, '/cgi-bin/getcallbackip': 2 })
})

test('the diagnosis tells somebody else’s fetch from one made here, and from what it cannot know', async () => {
  const { server, router, accountId, view } = await setup('classic')
  const detect = (token?: string, probe = false) =>
    call(router.token.diagnose, { accountId, probe, ...(token !== undefined && { token }) })
  await call(router.token.fetch, { accountId, confirmed: true })
  const { token: first } = await call(router.token.reveal, { accountId })
  expect(await detect()).toMatchObject({ verdict: 'unknown' })
  expect(await detect(undefined, true)).toMatchObject({ verdict: 'works' })

  await call(router.token.fetch, { accountId, confirmed: true })
  server.advance(5 * 60_000)
  expect(await detect(first, true)).toMatchObject({ verdict: 'replaced-here' })

  server.fetchElsewhere(server.appId, 'classic')
  server.advance(5 * 60_000)
  const { verdict, between, evidence } = await detect(undefined, true)
  expect(verdict).toBe('superseded-by-other')
  expect(between?.from).toBe(view().obtainedAt)
  expect(evidence.map(({ fact }) => fact)).toEqual(['held', 'obtained', 'ends', 'probe'])

  const { token: held } = await call(router.token.reveal, { accountId })
  expect(await detect(`"${held.slice(0, 60)}`)).toMatchObject({
    verdict: 'malformed',
    evidence: [{ fact: 'shape', hint: 'part-of-held' }, { fact: 'never-seen' }, { outcome: 'not-asked' }],
  })
  expect(await detect(`92_${'z'.repeat(133)}`, true)).toMatchObject({ verdict: 'unknown' })
  expect(JSON.stringify(evidence)).not.toContain(held)
})

test('a call that ends after its account was removed leaves no record in the timeline', async () => {
  const removed = Promise.withResolvers<void>()
  const wechat = await startWireServer(async (socket, request) => {
    const isToken = request.includes('token ')
    if (!isToken) await removed.promise
    socket.write(reply(isToken ? '{"access_token":"a_token_of_20_letters","expires_in":7200}' : '{"errcode":40001}'))
  })
  onTestFinished(wechat.close)
  const store = createMemoryStore()
  const app = await createApp(createTestPorts({ store }))
  onTestFinished(app.close)
  const { id: accountId } = await call(app.router.accounts.add, {
    label: '',
    appId: 'wx0123456789abcdef',
    appSecret: '0123456789abcdef0123456789abcdef',
    tokenSource: sourceNamed('stable'),
    origin: { kind: 'custom', url: wechat.origin },
    confirmedOrigin: wechat.origin,
  })
  await call(app.router.token.fetch, { accountId })
  const fetching = problemOf(call(app.router.ipList.fetch, { accountId, kind: 'callback' }))
  await vi.waitFor(() => expect(wechat.requests).toHaveLength(2))
  await call(app.router.accounts.remove, { id: accountId, withExchanges: true })
  removed.resolve()
  expect(await fetching).toMatchObject({ code: 'secret-needed' })
  await app.close()
  expect(await store.timeline.list()).toEqual([])
  expect(await store.exchanges.list()).toEqual([])
})

test('the timeline, the doubt and the choice of keep-alive survive a restart', async () => {
  const files: TestFiles = new Map()
  const store = createMemoryStore()
  const vault = createMemoryVault('not-asked')
  const server = await startSandbox()
  onTestFinished(server.close)
  const first = await createApp(createTestPorts({ store, vault }, files))
  const { id } = await call(first.router.accounts.add, {
    label: '',
    appId: server.appId,
    appSecret: server.appSecret,
    tokenSource: { kind: 'wechat', family: 'classic' },
    origin: { kind: 'custom', url: server.origin },
    confirmedOrigin: server.origin,
  })
  await call(first.router.settings.update, { lastAccountId: id })
  expect(await problemOf(call(first.router.accounts.update, { id, renewal: 'keep-alive' }))).toMatchObject({
    code: 'confirm-classic-renewal',
  })
  await call(first.router.accounts.update, { id, renewal: 'keep-alive', confirmedRenewal: true })
  await call(first.router.token.fetch, { accountId: id, confirmed: true })
  await first.close()

  // The wall clock is set back while the console is off.
  const { systemClock } = await import('#core/kernel/clock/system-clock.ts')
  const behind = { ...systemClock, now: () => systemClock.now() - 3_600_000 }
  const ports = createTestPorts({ store, vault, clock: behind }, files)
  const second = await createApp(ports)
  onTestFinished(second.close)
  expect(second.chosen.current()).toMatchObject({
    account: { renewal: 'keep-alive' },
    token: { state: 'unverified', reason: 'clock-behind' },
  })
})

test('keep-alive lives on the sandbox’s virtual clock; its failures are told, and heal', async () => {
  const { app, router } = await setup()
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  await call(router.settings.update, { lastAccountId: accountId })
  const token = () => app.chosen.current()?.token
  await call(router.accounts.update, { id: accountId, renewal: 'keep-alive' })
  await vi.waitFor(() => expect(token()).toMatchObject({ state: 'live', source: 'renewed' }), 5_000)
  const first = token()?.hash

  await call(router.sandbox.setScenario, { scenario: 'daily-quota', on: true })
  await call(router.sandbox.jump, { accountId, by: 'to-expiry' })
  await vi.waitFor(() => expect(token()?.renewal.state).toBe('stopped'), 5_000)
  expect(token()).toMatchObject({
    hash: first,
    state: 'expiring',
    renewal: { problem: { errcode: 45009 }, attempt: 1 },
  })

  await call(router.sandbox.setScenario, { scenario: 'daily-quota', on: false })
  await call(router.accounts.update, { id: accountId, renewal: 'keep-alive' })
  await vi.waitFor(() => expect(token()).toMatchObject({ state: 'live', renewal: { state: 'waiting' } }), 5_000)
  expect(token()?.hash).not.toBe(first)
})

test('a page is reminded of an end that is near', async () => {
  const { router } = await setup()
  const { id: accountId } = await call(router.accounts.useSandbox, undefined)
  await call(router.token.fetch, { accountId })
  const stream = (await call(router.events.watch, { takeOver: false })) as AsyncGenerator<ConsoleEvent>
  await stream.next()
  await call(router.sandbox.jump, { accountId, by: 'to-expiry' })
  for await (const event of stream) {
    if (event.feature !== 'reminder') continue
    expect(event).toEqual({ feature: 'reminder', accountId, minutes: 1 })
    return
  }
})
