import { once } from 'node:events'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createSecureContext, createServer as createTlsServer, type SecureContext, type TLSSocket } from 'node:tls'
import { generate } from 'selfsigned'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { ConnectivityView } from '#contract/ip-list.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { parseIpList } from '#core/kernel/ip/ip-entry.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createConnectivityTests, MAX_TESTED_ADDRESSES } from './connectivity-tests.ts'

const SERVERNAME = 'api.weixin.qq.com'
const certificate = (name: string) =>
  generate([{ name: 'commonName', value: name }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  })

let good: Awaited<ReturnType<typeof certificate>>
let other: typeof good
beforeAll(async () => {
  ;[good, other] = await Promise.all([certificate(SERVERNAME), certificate('proxy.example.com')])
})

/** A busy machine is not a failure. */
const until = (fits: () => boolean) => vi.waitUntil(fits, 15_000)

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Listens at one of the loopback addresses; port 0 lets the system choose. */
async function listen(server: Server, address: string, port: number): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.listen(port, address)
  await once(server, 'listening')
  closing.push(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const bound = server.address()
  return typeof bound === 'object' && bound ? bound.port : 0
}

let secureContext: SecureContext
beforeAll(() => {
  secureContext = createSecureContext({ ca: [good.cert, other.cert] })
})

function setUp(port: number, clock: Clock = systemClock) {
  const seen: ConnectivityView[] = []
  const tests = createConnectivityTests({
    clock,
    port,
    servername: SERVERNAME,
    changed: () => seen.push(...tests.views()),
  })
  closing.push(tests.close)
  const run = (addresses: string[], signal?: AbortSignal) =>
    tests.run('a', parseIpList(addresses).entries, { timeoutMs: 5_000, secureContext }, signal)
  return { tests, run, seen }
}

test('each address says how it went, by a word', async () => {
  const names: unknown[] = []
  const tls = createTlsServer({ key: good.private, cert: good.cert }, (socket: TLSSocket) =>
    names.push(socket.servername),
  )
  const port = await listen(tls, '127.0.0.2', 0)
  await listen(createTlsServer({ key: other.private, cert: other.cert }), '127.0.0.3', port)
  await listen(
    createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    '127.0.0.4',
    port,
  )
  await listen(
    createTcpServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    '127.0.0.5',
    port,
  )

  const { run, seen } = setUp(port)
  const view = await run(['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6'])
  const results = Object.fromEntries(view.results.map(({ address, ...rest }) => [address, rest]))
  expect(results).toEqual({
    '127.0.0.2': { ok: true, tcpMs: expect.any(Number), tlsMs: expect.any(Number) },
    '127.0.0.3': { ok: false, stage: 'tls', failure: 'certificate', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    '127.0.0.4': { ok: false, stage: 'tls', failure: 'reset', code: 'ECONNRESET' },
    '127.0.0.5': { ok: false, stage: 'tls', failure: 'other', code: expect.stringMatching(/^ERR_SSL_/) },
    '127.0.0.6': { ok: false, stage: 'tcp', failure: 'refused', code: 'ECONNREFUSED' },
  })
  // The handshake is completed, though nothing is sent after it.
  await until(() => names.length > 0)
  expect(names).toEqual([SERVERNAME])
  const [ok] = view.results.filter((result) => result.ok)
  expect(ok?.ok && ok.tlsMs).toBeGreaterThan(0)
  expect(view).toMatchObject({ state: 'done', total: 5 })
  // Progress came address by address.
  expect(new Set(seen.map(({ results: at }) => at.length))).toEqual(new Set([0, 1, 2, 3, 4, 5]))
})

test('silence ends by the clock, eight at a time', async () => {
  const sockets: Socket[] = []
  const port = await listen(
    createTcpServer((socket) => sockets.push(socket)),
    '0.0.0.0',
    0,
  )
  const clock = createFakeClock()
  const { run } = setUp(port, clock)
  const running = run(Array.from({ length: 12 }, (_, index) => `127.0.1.${index}`))
  await until(() => sockets.length === 8)
  await clock.advance(4_999)
  expect(sockets).toHaveLength(8)
  await clock.advance(1)
  await until(() => sockets.length === 12)
  await clock.advance(5_000)
  const { results, state } = await running
  expect(state).toBe('done')
  expect(results).toHaveLength(12)
  for (const result of results) expect(result).toMatchObject({ ok: false, stage: 'tls', failure: 'timeout' })
  expect(clock.pending()).toBe(0)
})

test('leaving ends it and keeps what was found; another press starts anew', async () => {
  const open = new Set<Socket>()
  const silent = createTcpServer((socket) => {
    open.add(socket.resume())
    socket.on('close', () => open.delete(socket))
  })
  const port = await listen(silent, '127.0.0.2', 0)
  const { tests, run } = setUp(port)
  const stop = new AbortController()
  const first = run(['127.0.0.2', '127.0.0.3'], stop.signal)
  await until(() => open.size === 1 && tests.views()[0]?.results.length === 1)
  stop.abort()
  expect(await first).toMatchObject({ state: 'cancelled', total: 2, results: [{ address: '127.0.0.3' }] })
  await until(() => open.size === 0)

  const second = run(['127.0.0.2'])
  await until(() => open.size === 1)
  const third = run(['127.0.0.3'])
  expect(await second).toMatchObject({ state: 'cancelled', results: [] })
  expect(await third).toMatchObject({ state: 'done' })
  expect(tests.views()).toMatchObject([{ accountId: 'a', state: 'done', total: 1 }])
  tests.removeAccount('a')
  expect(tests.views()).toEqual([])
})

test('one who has left already starts nothing', async () => {
  const { run } = setUp(1)
  expect(await run(['127.0.0.2'], AbortSignal.abort())).toMatchObject({ state: 'cancelled', results: [] })
})

test('single addresses are tested once each; what is left out is counted', async () => {
  const port = await listen(createTcpServer(), '127.0.0.9', 0)
  closing.pop()?.()
  const { run } = setUp(port)
  const view = await run(['127.0.0.2', '127.0.0.2/32', '::ffff:127.0.0.2', '127.0.0.0/24', '::/64', 'x', '127.0.0.3'])
  expect(view.results.map(({ address }) => address).sort()).toEqual(['127.0.0.2', '127.0.0.3'])
  expect(view.skipped).toEqual({ networks: 2, unparsable: 1, overLimit: 0 })

  const many = await run(Array.from({ length: MAX_TESTED_ADDRESSES + 5 }, (_, n) => `127.1.${n >> 8}.${n & 255}`))
  expect(many).toMatchObject({ total: MAX_TESTED_ADDRESSES, skipped: { overLimit: 5 } })
})
