import type { Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Feature } from '#contract/events.ts'
import { openFeatures } from './app.ts'
import { tokenKeyOf } from './model/account.ts'
import { userCommand } from './model/initiator.ts'
import { reply, startWireServer } from './net/testing/wire-server.ts'
import { createTestContext } from './testing/test-context.ts'
import { createTestPorts } from './testing/test-ports.ts'

/** The services alone, as a caller beside the router has them. */
async function start() {
  const ports = createTestPorts()
  const context = createTestContext(ports)
  const features = await openFeatures(context, ports)
  onTestFinished(features.close)
  const open = new Set<Socket>()
  const server = await startWireServer(
    (socket, request) => {
      const answer = request.includes('/cgi-bin/getcallbackip') ? { ip_list: ['203.0.113.1'] } : token
      socket.write(reply(JSON.stringify(answer)))
    },
    {
      onConnection(socket) {
        open.add(socket)
        socket.on('close', () => open.delete(socket))
      },
    },
  )
  onTestFinished(server.close)
  const account = await features.accounts.service.add({
    label: 'Reading',
    appId: 'wx0123456789abcdef',
    appSecret: '0123456789abcdef0123456789abcdef',
    tokenSource: { kind: 'wechat', family: 'stable' },
    origin: { kind: 'custom', url: server.origin },
    confirmedOrigin: server.origin,
  })
  return { ...features, ...context, server, open, account }
}

const token = { access_token: 'a'.repeat(136), expires_in: 7_200 }
const callback = (accountId: string) => ({ accountId, kind: 'callback' }) as const

test('what has an account removed need not know who else has something of it', async () => {
  const { accounts, token, ipList, exchange, bus, vault, open, account } = await start()
  await token.service.fetch(account, userCommand, { confirmed: false, force: false })
  await ipList.service.fetch(callback(account.id), userCommand)
  expect(await vault.get(tokenKeyOf(account))).toMatchObject({ kind: 'found' })

  const changed: Feature[] = []
  bus.on('SnapshotChanged', ({ feature }) => void changed.push(feature))
  await accounts.service.remove(account.id, { withExchanges: true })
  expect(await vault.get(tokenKeyOf(account))).toEqual({ kind: 'missing' })
  expect(await vault.get(`secret:${account.id}`)).toEqual({ kind: 'missing' })
  expect(ipList.service.views()).toEqual([])
  expect(exchange.service.list()).toEqual([])
  await expect.poll(() => open.size, { message: 'its connection is closed' }).toBe(0)
  // First the list, by the features that have an entry for each account; then what each account has lost.
  expect(changed.slice(0, 5)).toEqual(['accounts', 'whitelist', 'token', 'timeline', 'ipList'])
})

test('a changed proxy closes the connection that leads the old way, and another AppID has no token', async () => {
  const { accounts, token, vault, open, account, server } = await start()
  await token.service.fetch(account, userCommand, { confirmed: false, force: false })
  expect(open.size).toBe(1)
  const proxied = await accounts.service.update({ id: account.id, proxy: { kind: 'system' } })
  await expect.poll(() => open.size).toBe(0)

  await token.service.fetch(proxied, userCommand, { confirmed: false, force: false })
  expect(server.connections()).toBe(2)
  const other = await accounts.service.update({ id: account.id, appId: 'wxfedcba9876543210' })
  expect(token.service.view(other)).toMatchObject({ state: 'none' })
  expect(await vault.get(tokenKeyOf(proxied))).toEqual({ kind: 'missing' })
})

test('keep-alive begins with the change that switches it on, and ends with the one that switches it off', async () => {
  const { accounts, token, account, bus } = await start()
  await bus.publishAndWait('ConsoleStarted', {})
  const kept = await accounts.service.update({ id: account.id, renewal: 'keep-alive' })
  expect(token.service.view(kept).renewal.state).not.toBe('off')
  const off = await accounts.service.update({ id: account.id, renewal: 'off' })
  expect(token.service.view(off).renewal.state).toBe('off')
})

test("an account's consequences come in the order of the modules, each once", async () => {
  const { accounts, account, bus } = await start()
  const order: string[] = []
  bus.on('AccountListChanged', () => void order.push('list'))
  bus.on('AccountChanged', () => void order.push('changed'))
  bus.on('SecretReplaced', () => void order.push('secret'))
  bus.on('AccountRemoved', () => void order.push('removed'))
  await accounts.service.update({ id: account.id, label: 'Writing' })
  await accounts.service.replaceSecret(account.id, 'fedcba9876543210fedcba9876543210')
  await accounts.service.remove(account.id, { withExchanges: false })
  expect(order).toEqual(['list', 'changed', 'list', 'secret', 'list', 'removed'])
})

test('whoever fails at the new list of accounts keeps nothing of a removed one', async () => {
  const { accounts, token, exchange, bus, vault, account } = await start()
  await token.service.fetch(account, userCommand, { confirmed: false, force: false })
  bus.on('AccountListChanged', () => {
    throw new Error('a window is gone')
  })
  await expect(accounts.service.remove(account.id, { withExchanges: true })).rejects.toThrow('a window is gone')
  expect(await vault.get(tokenKeyOf(account))).toEqual({ kind: 'missing' })
  expect(exchange.service.list()).toEqual([])
})
