import type { Socket } from 'node:net'
import { generate } from 'selfsigned'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkProxy } from '#contract/pure/net/proxy.ts'
import type { NetworkRoute } from '#core/net/route.ts'
import { startHostileProxy, startHttpProxy, startSocksProxy, type TestProxy } from '#core/net/testing/proxies.ts'
import { trustIn } from '#core/net/testing/trust-in.ts'
import { reply, startWireServer, type WireServer } from '#core/net/testing/wire-server.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { type Bench, createBench, problemOf } from '#core/wechat/testing/bench.ts'
import { credential, good, token, write } from '#core/wechat/testing/hostile-corpus.ts'

const proxyCertificate = () =>
  generate([{ name: 'commonName', value: 'proxy.test' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
let pems: Awaited<ReturnType<typeof proxyCertificate>>
let wechat: WireServer
beforeAll(async () => {
  pems = await proxyCertificate()
  wechat = await startWireServer(write(reply(good)), { tls: true })
  return () => wechat.close()
})

let bench: Bench
const closing: (() => Promise<void>)[] = []
beforeEach(() => {
  bench = createBench()
})
afterEach(async () => {
  bench.close()
  for (const close of closing.splice(0)) await close()
})

async function opened(starting: Promise<TestProxy>): Promise<TestProxy> {
  const proxy = await starting
  closing.push(proxy.close)
  return proxy
}

/** As core makes it of what was typed. */
function routeThrough(typed: string, ...more: string[]): NetworkRoute {
  const checked = checkProxy(typed)
  if (!checked.ok) throw new Error(checked.reason)
  const { password } = checked
  return {
    trust: trustIn(wechat.ca ?? '', ...more),
    proxy: { ...checked.proxy, ...(password !== undefined && { password }) },
  }
}
const through = (proxy: TestProxy, credentials = '') =>
  bench.context(`https://localhost:${wechat.port}`, {
    route: routeThrough(proxy.url.replace('://', `://${credentials}`), pems.cert),
  })

const kinds: [string, (options?: Parameters<typeof startHttpProxy>[0]) => Promise<TestProxy>][] = [
  ['an HTTP proxy', startHttpProxy],
  ['an HTTPS proxy', (options) => startHttpProxy({ ...options, tls: { key: pems.private, cert: pems.cert } })],
  ['a SOCKS5 proxy', startSocksProxy],
]

describe.each(kinds)('%s', (_name, start) => {
  test('passes on, and sees neither the AppSecret nor the token', async () => {
    const proxy = await opened(start())
    const fetched = await bench.client.stableToken(through(proxy), credential)
    expect(fetched.token).toBe(token)
    // The name is sent as it is: the proxy looks it up.
    expect(proxy.asked).toEqual([`localhost:${wechat.port}`])
    const heard = proxy.heard().toString('latin1')
    expect(heard.length).toBeGreaterThan(500)
    for (const hidden of [credential.appSecret, 'stable_token', token]) expect(heard).not.toContain(hidden)
    expect(wechat.requests.at(-1)).toContain(credential.appSecret)
  })

  test('the tunnel is one bar, and what is connected to is the proxy', async () => {
    const proxy = await opened(start())
    const context = through(proxy)
    await bench.client.stableToken(context, credential)
    await bench.client.stableToken(context, credential)
    const [first, second] = bench.recordings.map(({ view }) => view)
    expect(Object.keys(first?.phases ?? {})).toEqual(['tunnel', 'tls', 'send', 'wait', 'download', 'total'])
    expect(first?.connection).toMatchObject({
      remoteAddress: '127.0.0.1',
      remotePort: proxy.port,
      via: proxy.url,
      reused: false,
      tls: { version: 'TLSv1.3', alpn: 'http/1.1', issuer: 'localhost' },
    })
    expect(first?.request.headers.map(([name]) => name.toLowerCase())).not.toContain('proxy-authorization')
    expect(Object.keys(second?.phases ?? {})).toEqual(['send', 'wait', 'download', 'total'])
    expect(second?.connection).toMatchObject({ via: proxy.url, reused: true })
    expect(proxy.connections()).toBe(1)
  })

  test('takes a user name and a password, which are recorded nowhere', async () => {
    const proxy = await opened(start({ credentials: 'me:a long password' }))
    const fetched = await bench.client.stableToken(through(proxy, 'me:a%20long%20password@'), credential)
    expect(fetched.token).toBe(token)
    const told = bench.told()
    expect(told).toContain(proxy.url)
    for (const hidden of ['long password', Buffer.from('me:a long password').toString('base64')]) {
      expect(told).not.toContain(hidden)
    }
  })

  test.each([
    ['', 'needed'],
    ['me:wrong@', 'wrong'],
  ])('with %j it says what it wants', async (credentials, reason) => {
    const proxy = await opened(start({ credentials: 'me:word' }))
    const problem = await problemOf(bench.client.stableToken(through(proxy, credentials), credential))
    expect(problem).toEqual({ code: 'proxy-auth', proxy: proxy.url, reason, exchangeId: 1, retry: 'never' })
    expect(bench.recordings[0]?.view.phases).toHaveProperty('tunnel')
    expect(bench.recordings[0]?.view).toMatchObject({ connection: { via: proxy.url } })
    expect(bench.recordings[0]?.view.connection).not.toHaveProperty('tls')
  })

  test('that does not get there says so', async () => {
    const gone = await startWireServer(() => {})
    await gone.close()
    const proxy = await opened(start({ leadsTo: gone.port }))
    const problem = await problemOf(bench.client.stableToken(through(proxy), credential))
    expect(problem).toMatchObject({ code: 'proxy-refused', proxy: proxy.url, host: `localhost:${wechat.port}` })
    expect(problem).toHaveProperty(
      'answer',
      proxy.url.startsWith('socks5') ? 'SOCKS 5 (connection refused)' : 'HTTP 502',
    )
  })

  test('that is not there is told from an API host that is not there', async () => {
    const proxy = await start()
    await proxy.close()
    const problem = await problemOf(bench.client.stableToken(through(proxy), credential))
    expect(problem).toMatchObject({ code: 'proxy-unreachable', proxy: proxy.url, reason: 'ECONNREFUSED' })
  })

  test('whose far end shows another certificate gets nothing but a handshake', async () => {
    const proxy = await opened(start())
    const { proxy: place } = routeThrough(proxy.url)
    const trust = trustIn(pems.cert)
    const context = bench.context(`https://localhost:${wechat.port}`, {
      route: { trust, ...(place && { proxy: place }) },
    })
    const before = wechat.requests.length
    expect(await problemOf(bench.client.stableToken(context, credential))).toMatchObject({
      code: 'tls',
      reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
    expect(wechat.requests.length).toBe(before)
    expect(bench.recordings[0]?.view.connection?.via).toBe(proxy.url)
  })

  test('is never asked for plain http, which is for this computer alone', async () => {
    const proxy = await opened(start())
    const server = await startWireServer(write(reply(good)))
    closing.push(server.close)
    const context = bench.context(server.origin, { route: routeThrough(proxy.url) })
    await bench.client.stableToken(context, credential)
    expect(proxy.connections()).toBe(0)
    expect(bench.recordings[0]?.view.connection).not.toHaveProperty('via')
  })

  test('is left at once when the call is cancelled', async () => {
    const proxy = await opened(start())
    const stop = new AbortController()
    const silent = await opened(startHostileProxy(new URL(proxy.url).protocol.replace(':', ''), () => stop.abort()))
    const call = bench.client.stableToken({ ...through(silent), signal: stop.signal }, credential)
    expect(await problemOf(call)).toMatchObject({ code: 'cancelled' })
  })
})

test('an HTTPS proxy whose certificate nobody trusts is not used', async () => {
  const proxy = await opened(startHttpProxy({ tls: { key: pems.private, cert: pems.cert } }))
  const context = bench.context(`https://localhost:${wechat.port}`, { route: routeThrough(proxy.url) })
  expect(await problemOf(bench.client.stableToken(context, credential))).toMatchObject({
    code: 'proxy-unreachable',
    reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
  expect(proxy.asked).toEqual([])
})

test('addresses go to a SOCKS5 proxy as addresses', async () => {
  const proxy = await opened(startSocksProxy({ leadsTo: wechat.port }))
  for (const host of ['127.0.0.1', '[::1]']) {
    const context = { ...through(proxy), origin: `https://${host}:8443` }
    await bench.client.stableToken(context, credential).catch(() => {})
  }
  expect(proxy.asked).toEqual(['127.0.0.1:8443', '[0000:0000:0000:0000:0000:0000:0000:0001]:8443'])
})

const noise = (text: string) => (socket: Socket) => void socket.once('data', () => socket.end(text))
const hostile: [name: string, kind: string, serve: (socket: Socket) => void][] = [
  ['an HTTP server where SOCKS5 was meant', 'socks5', noise('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['a SOCKS5 server where HTTP was meant', 'http', noise('\u0005\u00ff')],
  ['SOCKS5 that hangs up', 'socks5', (socket) => void socket.once('data', () => socket.end())],
  ['HTTP that hangs up', 'http', (socket) => void socket.once('data', () => socket.end())],
  ['SOCKS5 that resets', 'socks5', (socket) => void socket.once('data', () => socket.resetAndDestroy())],
  ['half a SOCKS5 answer', 'socks5', noise('\u0005')],
  ['a SOCKS5 method nobody offered', 'socks5', noise('\u0005\u0001')],
  ['a SOCKS5 address of no type', 'socks5', noise('\u0005\u0000\u0005\u0000\u0000\u0009\u0000\u0000')],
  ['half an HTTP head', 'http', noise('HTTP/1.1 200 OK\r\nx-half')],
  [
    'a head without end',
    'http',
    (socket) => void socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}`)),
  ],
  ['SMTP', 'http', (socket) => void socket.write('220 mail ESMTP\r\n')],
]

test('a SOCKS5 server that asks for a password though none was offered says that it wants one', async () => {
  const proxy = await opened(startHostileProxy('socks5', noise('\u0005\u0002')))
  const problem = await problemOf(bench.client.stableToken(through(proxy), credential))
  expect(problem).toMatchObject({ code: 'proxy-auth', reason: 'needed' })
})

test.each(hostile)('%s is named, recorded, and the next call works', async (_name, kind, serve) => {
  const bad = await opened(startHostileProxy(kind, serve))
  const problem = await problemOf(bench.client.stableToken(through(bad), credential))
  expect(problem).toEqual({ code: 'proxy-not-understood', proxy: bad.url, exchangeId: 1, retry: 'wait' })
  expect(bad.heard().toString('latin1')).not.toContain(credential.appSecret)
  const fine = await opened(startSocksProxy())
  expect((await bench.client.stableToken(through(fine), credential)).token).toBe(token)
})

test.each(['http', 'socks5'])(
  'a %s proxy that closes mid tunnel is a cut connection in the phase TLS',
  async (kind) => {
    const said =
      kind === 'http'
        ? ['HTTP/1.1 200 OK\r\n\r\n']
        : ['\u0005\u0000', '\u0005\u0000\u0000\u0001\u007f\u0000\u0000\u0001\u0000\u0000']
    const proxy = await opened(
      startHostileProxy(kind, (socket) => {
        socket.on('data', () => {
          const next = said.shift()
          if (next === undefined) socket.destroy()
          else socket.write(next)
        })
      }),
    )
    expect(await problemOf(bench.client.stableToken(through(proxy), credential))).toMatchObject({
      code: 'connection-reset',
      phase: 'tls',
      host: `localhost:${wechat.port}`,
    })
  },
)

test.each(['http', 'https', 'socks5'])(
  'a %s proxy that says nothing is named when the time for connecting is over',
  async (kind) => {
    bench.close()
    const clock = createFakeClock()
    bench = createBench({ clock })
    const reached = Promise.withResolvers<void>()
    const proxy = await opened(startHostileProxy(kind, (socket) => socket.once('data', () => reached.resolve())))
    const call = problemOf(bench.client.stableToken({ ...through(proxy), connectTimeoutMs: 5_000 }, credential))
    await reached.promise
    await clock.advance(5_000)
    expect(await call).toEqual({
      code: 'timeout',
      host: proxy.url,
      phase: 'tunnel',
      limitMs: 5_000,
      exchangeId: 1,
      retry: 'wait',
    })
  },
)

test('a change of way takes effect at the next call, and what was open on the old one is closed', async () => {
  const [one, two] = [await opened(startHttpProxy()), await opened(startSocksProxy())]
  await bench.client.stableToken(through(one), credential)
  await bench.client.stableToken(through(two), credential)
  await bench.client.stableToken(through(two, 'me@'), credential)
  await bench.client.stableToken(through(two, 'me@'), credential)
  expect([one.connections(), two.connections()]).toEqual([1, 2])
  expect(bench.recordings.map(({ view }) => view.connection?.via)).toEqual([one.url, two.url, two.url, two.url])
})
