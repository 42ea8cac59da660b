import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { call } from '@orpc/server'
import { afterEach, expect, test } from 'vitest'
import type { ConsoleEvent } from '#contract/events.ts'
import { type ConsoleApp, createApp } from '#core/app.ts'
import { reply } from '#core/net/testing/wire-server.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { credential, good } from '#core/wechat/testing/hostile-corpus.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Listens on every address and answers anything with a token. */
async function listen() {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.on('error', () => {})
    socket.on('data', () => socket.write(reply(good)))
  })
  server.listen(0)
  await once(server, 'listening')
  closing.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}

async function views(app: ConsoleApp) {
  const seen: Partial<Record<string, unknown>> = {}
  const stream = (await call(app.router.events.watch, { takeOver: false })) as AsyncGenerator<ConsoleEvent>
  for await (const event of stream) {
    if (event.feature === 'host') seen.notices = event.snapshot.notices.map(({ id, kept, ...notice }) => notice)
    if (event.feature === 'accounts') seen.accounts = event.snapshot.map(({ label }) => label)
    if ('notices' in seen && 'accounts' in seen) return seen
  }
  throw new Error('the stream ended')
}

const hosts = [
  'http://0.0.0.0',
  'http://127.1',
  'http://0x7f000001',
  'http://u:p@127.0.0.1',
  'http://127.0.0.999',
  'nonsense',
]

test('an account whose origin somebody has changed is there, is told, and sends nothing until it is corrected', async () => {
  const server = await listen()
  const account = (label: string, url: string) => ({
    id: label,
    label,
    appId: credential.appId,
    tokenSource: { kind: 'wechat', family: 'stable' },
    renewal: 'keep-alive',
    ipRefresh: 'daily',
    origin: { kind: 'custom', url },
  })
  const origins = [...hosts.map((host) => `${host}:${server.port}`), 'https://example.0x1', 'https://0177.0.0.1', '']
  const bad = origins.map((origin, index) => account(`bad ${index}`, origin))
  const data = { accounts: [account('good', `http://127.0.0.1:${server.port}`), ...bad] }
  const files: TestFiles = new Map([['accounts', JSON.stringify({ version: 1, data })]])
  const app = await createApp(createTestPorts({}, files))
  closing.push(app.close)
  const { router } = app

  const notices = bad.map(({ label }) => ({ code: 'account-origin-invalid', account: label }))
  expect(await views(app)).toEqual({ accounts: ['good', ...bad.map(({ label }) => label)], notices })

  for (const { id } of bad) {
    const accountId = id
    await call(router.accounts.replaceSecret, { id, appSecret: credential.appSecret })
    const sent = [
      call(router.token.fetch, { accountId }),
      call(router.ipList.fetch, { accountId }),
      call(router.route.test, { accountId }),
      call(router.request.send, {
        accountId,
        method: 'POST',
        target: '/cgi-bin/x',
        body: '{"s":"$WX_APPSECRET"}',
        attachToken: false,
      }),
    ]
    for (const one of sent)
      await expect(one).rejects.toMatchObject({ data: { code: 'origin-invalid', retry: 'never' } })
  }
  expect(server.connections()).toBe(0)

  const origin = `http://127.0.0.1:${server.port}`
  for (const { id } of bad) {
    await call(router.accounts.update, { id, origin: { kind: 'custom', url: origin }, confirmedOrigin: origin })
  }
  expect(await call(router.token.fetch, { accountId: 'bad 0' })).toMatchObject({ state: 'live' })
  expect(await views(app)).toMatchObject({ notices: [] })
})
