import { call } from '@orpc/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { TokenFamily } from '#contract/pure/credentials/token-source.ts'
import { type ConsoleApp, createApp } from '#core/app.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { reply, startWireServer } from '#core/net/testing/wire-server.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createFakeClock, type FakeClock } from '#core/testing/fake-clock.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { credential } from '#core/wechat/testing/hostile-corpus.ts'

const MINUTE = 60_000
const LIFE = 120 * MINUTE

/** Advances time slowly enough for a real reply, until `look` succeeds. */
const passing = (clock: FakeClock, look: () => void) =>
  vi.waitFor(async () => {
    await clock.advance(500)
    look()
  }, 20_000)

/** A persistent vault that fails with a system's error on request. */
function createFaultyVault() {
  const inner = createMemoryVault('not-asked')
  const fault: { read?: string; write?: string } = {}
  const guard = async <T>(code: string | undefined, run: () => Promise<T>): Promise<T> => {
    if (code) throw Object.assign(new Error('fault'), { code })
    return run()
  }
  const vault: SecretVault = {
    describe: () => ({ kind: 'file', persists: true }),
    get: (key) => guard(fault.read, () => inner.get(key)),
    set: (key, value) => guard(fault.write, () => inner.set(key, value)),
    delete: (key) => guard(fault.write, () => inner.delete(key)),
  }
  return { vault, inner, fault }
}

async function setup() {
  let serial = 0
  const server = await startWireServer((socket) => {
    socket.write(reply(JSON.stringify({ access_token: `${'t'.repeat(120)}${++serial}`, expires_in: 7_200 })))
  })
  onTestFinished(server.close)
  const clock = createFakeClock()
  const files: TestFiles = new Map()
  const store = createMemoryStore()
  const { vault, inner, fault } = createFaultyVault()

  async function start(notices: 'folder-in-use' | undefined = undefined) {
    const ports = createTestPorts(
      { clock, vault, store: notices ? createMemoryStore([{ code: notices }]) : store },
      files,
    )
    const app = await createApp(ports)
    onTestFinished(app.close)
    const token = () => {
      const chosen = app.chosen.current()?.token
      if (!chosen) throw new Error('no account is chosen')
      return chosen
    }
    return {
      app,
      router: app.router,
      token,
      notices: ports.notices,
      told: () => ports.notices.list().map(({ code }) => code),
    }
  }
  const add = async ({ router }: Pick<Awaited<ReturnType<typeof start>>, 'router'>, family: TokenFamily = 'stable') => {
    const { id } = await call(router.accounts.add, {
      label: '',
      ...credential,
      tokenSource: { kind: 'wechat', family },
      origin: { kind: 'custom', url: server.origin },
      confirmedOrigin: server.origin,
    })
    await call(router.settings.update, { lastAccountId: id })
    return id
  }
  return { clock, server, inner, fault, start, add }
}

describe('keep-alive, while the vault cannot be read', () => {
  test('waits for it by name, and renews by itself when it is back', async () => {
    const { clock, fault, start, add } = await setup()
    const { router, token, told } = await start()
    const id = await add({ router })
    await call(router.token.fetch, { accountId: id })
    await call(router.accounts.update, { id, renewal: 'keep-alive' })
    const before = token().hash
    fault.read = 'ENOENT'
    await clock.advance(LIFE)
    expect(token().renewal).toMatchObject({
      state: 'retrying',
      waitsFor: 'vault',
      problem: { code: 'vault-unreadable', reason: 'gone' },
    })
    expect(told()).toContain('vault-unreadable')
    delete fault.read
    await passing(clock, () => expect(token()).toMatchObject({ state: 'live', renewal: { state: 'waiting' } }))
    expect(token().hash).not.toBe(before)
    expect(told()).not.toContain('vault-unreadable')
  })

  test('is started at once by a fetch by hand', async () => {
    const { clock, fault, start, add } = await setup()
    const { router, token } = await start()
    const id = await add({ router })
    await call(router.token.fetch, { accountId: id })
    await call(router.accounts.update, { id, renewal: 'keep-alive' })
    fault.read = 'EIO'
    await clock.advance(LIFE + 30 * MINUTE)
    delete fault.read
    await call(router.token.fetch, { accountId: id })
    expect(token().renewal).toMatchObject({ state: 'waiting' })
    const { hash } = token()
    await clock.advance(LIFE - 4 * MINUTE)
    await passing(clock, () => expect(token().hash).not.toBe(hash))
    expect(token()).toMatchObject({ state: 'live', renewal: { state: 'waiting' } })
  })

  test('a console that starts then knows of no token, waits, and has all of it afterwards', async () => {
    const { clock, fault, start, add, server } = await setup()
    const first = await start()
    const id = await add(first, 'classic')
    await call(first.router.token.fetch, { accountId: id, confirmed: true })
    await call(first.router.accounts.update, { id, renewal: 'keep-alive', confirmedRenewal: true })
    const { hash } = first.token()
    await first.app.close()
    fault.read = 'EIO'
    const second = await start()
    const asked = server.requests.length
    expect(second.token()).toMatchObject({ state: 'none', renewal: { state: 'waiting', waitsFor: 'vault' } })
    expect(second.token().lastFailure?.problem).toMatchObject({ code: 'vault-unreadable' })
    expect(second.app.chosen.current()?.account.secret).toBe('unreadable')
    await clock.advance(5 * MINUTE)
    expect(server.requests).toHaveLength(asked)
    delete fault.read
    await clock.advance(MINUTE)
    await vi.waitFor(() => expect(second.token()).toMatchObject({ state: 'live', hash }))
    expect(second.app.chosen.current()?.account.secret).toBe('held')
    expect(second.token()).not.toHaveProperty('lastFailure')
  })
})

describe('on a full disk', () => {
  test('an account, another AppSecret and a token are used and said, and written when there is room', async () => {
    const { clock, inner, fault, start, add } = await setup()
    const console = await start()
    fault.write = 'ENOSPC'
    const id = await add(console, 'classic')
    expect(console.told()).toContain('secret-not-saved')
    await call(console.router.accounts.replaceSecret, { id, appSecret: 'feedfacefeedfacefeedfacefeedface' })
    await call(console.router.token.fetch, { accountId: id, confirmed: true })
    expect(console.token()).toMatchObject({ state: 'live' })
    expect(await inner.get(`secret:${id}`)).toEqual({ kind: 'missing' })
    delete fault.write
    await clock.advance(MINUTE)
    await vi.waitFor(() => expect(console.told()).not.toContain('secret-not-saved'))
    await console.app.close()
    const again = await start()
    expect(again.token()).toMatchObject({ state: 'live' })
    expect(await inner.get(`secret:${id}`)).toEqual({ kind: 'found', value: 'feedfacefeedfacefeedfacefeedface' })
  })

  test('an account is not removed while its secret would stay on the disk', async () => {
    const { fault, start, add } = await setup()
    const { app, router } = await start()
    const id = await add({ router })
    fault.write = 'ENOSPC'
    await expect(call(router.accounts.remove, { id, withExchanges: false })).rejects.toMatchObject({
      data: { code: 'secret-not-removed', reason: 'no-space' },
    })
    expect(app.chosen.current()?.account.id).toBe(id)
    delete fault.write
    await call(router.accounts.remove, { id, withExchanges: false })
    expect(app.chosen.current()).toBeUndefined()
  })
})

describe('after a restart', () => {
  test('a token that the timeline knows a newer one of is unverified, and is not obtained again', async () => {
    const { fault, start, add } = await setup()
    const first = await start()
    const id = await add(first, 'classic')
    await call(first.router.token.fetch, { accountId: id, confirmed: true })
    const { hash } = first.token()
    fault.write = 'EIO'
    await call(first.router.token.fetch, { accountId: id, confirmed: true })
    // Killed: nothing more is written.
    const second = await start()
    expect(second.token()).toMatchObject({ state: 'unverified', reason: 'newer-obtained', hash })
    const stream = (await call(second.router.events.watch, { takeOver: false })) as AsyncGenerator<{
      feature: string
      snapshot: { tokens: unknown[] }[]
    }>
    for await (const event of stream) {
      if (event.feature !== 'timeline') continue
      expect(event.snapshot[0]?.tokens).toHaveLength(2)
      break
    }
  })

  test('a token that cannot be read in the vault is told', async () => {
    const { inner, start, add, server } = await setup()
    const first = await start()
    const id = await add(first)
    await call(first.router.token.fetch, { accountId: id })
    await first.app.close()
    await inner.set(`token:stable:${credential.appId}@${server.origin}`, '{"token":')
    const second = await start()
    expect(second.told()).toContain('token-damaged')
    expect(second.token().state).toBe('none')
  })
})

/** Attempts count too: the clock is advanced past their time limit before they reach the server. */
const attempts = async ({ router }: Pick<ConsoleApp, 'router'>) =>
  (await call(router.exchange.usage, undefined)).exchanges

test('a console that only reads renews nothing and says so; a fetch by hand is the person’s', async () => {
  const { clock, start, add, server } = await setup()
  const owner = await start()
  const id = await add(owner, 'classic')
  await call(owner.router.accounts.update, { id, renewal: 'keep-alive', confirmedRenewal: true })
  await call(owner.router.token.fetch, { accountId: id, confirmed: true })
  await owner.app.close()
  const reader = await start('folder-in-use')
  expect(reader.token().renewal).toEqual({ mode: 'keep-alive', state: 'stopped', waitsFor: 'owner' })
  const asked = server.requests.length
  await clock.advance(10 * LIFE)
  expect(await attempts(reader)).toBe(0)
  expect(server.requests).toHaveLength(asked)
  await call(reader.router.token.fetch, { accountId: id, confirmed: true })
  expect(server.requests).toHaveLength(asked + 1)
  await clock.advance(10 * LIFE)
  expect(await attempts(reader)).toBe(1)
  expect(server.requests).toHaveLength(asked + 1)
})

test('a console that loses its folder to another one renews nothing from then on', async () => {
  const { clock, start, add, server } = await setup()
  const owner = await start()
  const id = await add(owner)
  await call(owner.router.accounts.update, { id, renewal: 'keep-alive' })
  await call(owner.router.token.fetch, { accountId: id })
  owner.notices.notice({ code: 'folder-taken' })
  await expect.poll(() => owner.token().renewal.waitsFor).toBe('owner')
  const [asked, attempted] = [server.requests.length, await attempts(owner)]
  await clock.advance(10 * LIFE)
  expect(await attempts(owner)).toBe(attempted)
  expect(server.requests).toHaveLength(asked)
})
