import { once } from 'node:events'
import { type AddressInfo, createServer, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { reply } from '#core/net/testing/wire-server.ts'
import { createBench, problemOf } from '#core/wechat/testing/bench.ts'
import { credential, good, token } from '#core/wechat/testing/hostile-corpus.ts'

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close()
})

/** A server that counts requests and answers each with a token. */
async function listen(address: string) {
  let heard = 0
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      heard += chunk.length
      socket.write(reply(good))
    })
  })
  server.listen(0, address)
  await once(server, 'listening')
  closing.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, heard: () => heard, connections: () => connections }
}

const leadsTo =
  (address: string): LookupFunction =>
  (_name, _options, answer) =>
    answer(null, [{ address, family: address.includes(':') ? 6 : 4 }])

const others = Object.values(networkInterfaces())
  .flat()
  .filter((one) => one !== undefined && !one.internal && !one.address.startsWith('fe80:'))
  .map((one) => one?.address ?? '')
const reason = others.length === 0 ? ' (skipped: this computer has no address but loopback)' : ''

test.skipIf(reason)(`localhost that leads to another address gets not a byte${reason}`, async () => {
  for (const address of others) {
    const server = await listen(address)
    const bench = createBench({ lookup: leadsTo(address) })
    closing.push(bench.close)
    const context = bench.context(`http://localhost:${server.port}`)
    for (const ask of [bench.client.stableToken, bench.client.classicToken]) {
      expect(await problemOf(ask(context, credential))).toMatchObject({
        code: 'not-loopback',
        host: `localhost:${server.port}`,
        address,
        retry: 'never',
      })
    }
    expect([server.connections(), server.heard()]).toEqual([2, 0])
    expect(bench.recordings.map(({ view }) => view.outcome)).toEqual(
      Array(2).fill({ kind: 'problem', code: 'not-loopback' }),
    )
  }
})

test.each(['127.0.0.1', '127.0.0.2'])('localhost that leads to %s is spoken with', async (address) => {
  const server = await listen(address)
  const bench = createBench({ lookup: leadsTo(address) })
  closing.push(bench.close)
  expect(await bench.client.stableToken(bench.context(`http://localhost:${server.port}`), credential)).toMatchObject({
    token,
  })
})

test('an origin that is not what URL makes of it is not dialled, and names what is wrong with it', async () => {
  const server = await listen('0.0.0.0')
  const bench = createBench()
  closing.push(bench.close)
  const origins = [
    ['http://0.0.0.0', 'http-not-loopback'],
    ['http://127.1', 'http-not-loopback'],
    ['http://0177.0.0.1', 'http-not-loopback'],
    ['http://2130706433', 'not-a-url'],
    ['http://u:p@127.0.0.1', 'has-credentials'],
    ['http://127.0.0.999', 'not-a-url'],
    ['https://example.0x1', 'not-a-url'],
    ['http://localhost.', 'not-a-url'],
    ['http://[::ffff:127.0.0.1]', 'http-not-loopback'],
    ['HTTP://127.0.0.1', 'not-a-url'],
    ['file://127.0.0.1', 'not-a-url'],
  ] as const
  for (const [origin] of origins) {
    const problem = await problemOf(bench.client.stableToken(bench.context(`${origin}:${server.port}`), credential))
    expect([origin, problem.code]).toEqual([origin, 'origin-invalid'])
  }
  expect(server.connections()).toBe(0)
  expect(bench.recordings).toEqual([])
})
