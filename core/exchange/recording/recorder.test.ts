import type { LookupFunction, Socket } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  nextHeadArrives,
  reply,
  type Script,
  startWireServer,
  type WireServer,
  type WireServerOptions,
} from '#core/net/testing/wire-server.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createBench, problemOf } from '#core/wechat/testing/bench.ts'

const credential = { appId: 'wx0123456789abcdef', appSecret: 'feedfacefeedfacefeedfacefeedface' }
const token = `75_${'Tok-en_9'.repeat(17)}`
const good = JSON.stringify({ access_token: token, expires_in: 7200 })
const ips = JSON.stringify({ ip_list: ['203.0.113.7', '198.51.100.0/24', 7, '203.0.113.7'] })

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
function bench(options?: Parameters<typeof createBench>[0]) {
  const created = createBench(options)
  open.push(created)
  return created
}
async function serve(script: Script, options?: WireServerOptions): Promise<WireServer> {
  const server = await startWireServer(script, options)
  open.push(server)
  return server
}
const answer =
  (body: string): Script =>
  (socket) =>
    void socket.write(reply(body))
const silence: Script = () => {}
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('a mistake of whoever reads the reply fails the call, and the exchange is recorded all the same', async () => {
  const server = await serve(answer(good))
  const { recorder, recordings, context } = bench()
  const call = { method: 'GET', target: '/cgi-bin/x', secrets: [], tokenEndpoint: true, repeatable: true } as const
  const mistake = new TypeError('not a function')
  const sent = recorder.send(context(server.origin), call, () => {
    throw mistake
  })
  await expect(sent).rejects.toBe(mistake)
  expect(recordings.map(({ view }) => [view.outcome, view.status])).toEqual([[{ kind: 'ok' }, 200]])
})

describe('what is sent', () => {
  test('the head is recorded as it went over the wire, secrets apart', async () => {
    const server = await serve(answer(good))
    const { client, recordings, context } = bench()
    await client.classicToken(context(server.origin), credential)

    const recorded = recordings[0]?.view.request
    const head = server.requests[0]?.split('\r\n\r\n')[0]?.split('\r\n') ?? []
    expect(head[0]).toBe(
      `GET /cgi-bin/token?grant_type=client_credential&appid=wx0123456789abcdef&secret=${credential.appSecret} HTTP/1.1`,
    )
    expect(recorded?.target).toMatch(
      /^\/cgi-bin\/token\?grant_type=client_credential&appid=wx0123456789abcdef&secret=\[hidden:32-chars:#[0-9a-f]{6}\]$/,
    )
    expect(recorded?.httpVersion).toBe('1.1')
    expect(recorded?.headers.map(([name, value]) => `${name}: ${value}`)).toEqual(head.slice(1))
    expect(recorded?.headers).toContainEqual(['user-agent', 'mp-console/1.2.3'])
    expect(recorded?.headers).toContainEqual(['accept-encoding', 'identity'])
    expect(head.join('\n')).not.toMatch(/content-length/i)
  })

  test('a body goes with its Content-Length and is never chunked', async () => {
    const server = await serve(answer(good))
    const { client, recordings, context } = bench()
    await client.stableToken(context(server.origin), credential)

    const [head = '', body = ''] = server.requests[0]?.split('\r\n\r\n') ?? []
    expect(JSON.parse(body)).toEqual({
      grant_type: 'client_credential',
      appid: credential.appId,
      secret: credential.appSecret,
      force_refresh: false,
    })
    expect(head).toContain(`content-length: ${body.length}`)
    expect(head).not.toMatch(/transfer-encoding/i)
    expect(recordings[0]?.view.request.headers.map(([name, value]) => `${name}: ${value}`)).toEqual(
      head.split('\r\n').slice(1),
    )
    const recordedBody = recordings[0]?.request.toString() ?? ''
    expect(JSON.parse(recordedBody).secret).toMatch(/^\[hidden:32-chars:#[0-9a-f]{6}\]$/)
    expect(recordings[0]?.view.request.body.size).toBe(recordedBody.length)
  })

  test('no secret reaches the sink or the log, wherever the server repeats it', async () => {
    const { appSecret } = credential
    const server = await serve((socket) => {
      const headers = [
        `X-Echo: ${appSecret}`,
        `Set-Cookie: access_token=${token}; path=/`,
        `X-Url: ${encodeURIComponent(`https://x/?secret=${appSecret}&access_token=${token}`)}`,
        `${appSecret}: name`,
      ]
      const nested = JSON.stringify({ log: JSON.stringify({ was: `${appSecret} ${token}` }) })
      socket.write(reply(`${good.slice(0, -1)},"echo":${nested}}`, headers, `200 ${appSecret}`))
    })
    const { client, recordings, told, context } = bench()
    await client.stableToken(context(server.origin), credential)
    expect(told()).not.toContain(appSecret)
    expect(told()).not.toContain(token)
    expect(recordings[0]?.view.redactions).toBeGreaterThanOrEqual(9)
    expect(recordings[0]?.view.response?.headers.at(-1)?.[1]).toBe('name')
    expect(JSON.parse(recordings[0]?.response.toString() ?? '')).toMatchObject({ expires_in: 7200 })
  })
})

describe('phases and connection', () => {
  test('a new TLS connection by name shows every phase, a reused one only what happened', async () => {
    const slow: Script = async (socket) => {
      await sleep(60)
      const bytes = reply(good)
      socket.write(bytes.subarray(0, 80))
      await sleep(40)
      socket.write(bytes.subarray(80))
    }
    const server = await serve(slow, { tls: true })
    const { client, recordings, context } = bench(server.ca === undefined ? {} : { ca: server.ca })
    const to = context(`https://localhost:${server.port}`)
    await client.stableToken(to, credential)
    await client.stableToken(to, credential)

    const [first, second] = recordings.map(({ view }) => view)
    expect(Object.keys(first?.phases ?? {})).toEqual(['dns', 'tcp', 'tls', 'send', 'wait', 'download', 'total'])
    const { total = 0, wait = 0, download = 0, ...rest } = first?.phases ?? {}
    expect(wait).toBeGreaterThanOrEqual(50)
    expect(download).toBeGreaterThanOrEqual(30)
    const sum = Object.values(rest).reduce((a, b) => a + b, wait + download)
    expect(sum).toBeLessThanOrEqual(total + 0.5)
    expect(first?.connection).toMatchObject({ remotePort: server.port, reused: false })
    expect(first?.connection?.tls).toMatchObject({ version: 'TLSv1.3', alpn: 'http/1.1' })
    expect(first?.connection?.tls?.cipher).toMatch(/^TLS_/)

    expect(Object.keys(second?.phases ?? {})).toEqual(['send', 'wait', 'download', 'total'])
    expect(second?.connection?.reused).toBe(true)
    expect(server.connections()).toBe(1)
  })

  test('an address needs no DNS, and plain HTTP no TLS', async () => {
    const server = await serve(answer(good))
    const { client, recordings, context } = bench()
    await client.stableToken(context(server.origin), credential)
    expect(Object.keys(recordings[0]?.view.phases ?? {})).toEqual(['tcp', 'send', 'wait', 'download', 'total'])
    expect(recordings[0]?.view.connection).toEqual({
      remoteAddress: '127.0.0.1',
      remotePort: server.port,
      reused: false,
    })
  })

  test('two calls at once have a connection each, and accounts never share one', async () => {
    const server = await serve(answer(ips))
    const { client, recordings, context } = bench()
    await Promise.all([
      client.ipList('callback', context(server.origin), token),
      client.ipList('callback', context(server.origin), token),
    ])
    await client.ipList('callback', context(server.origin, { accountId: 'a2' }), token)
    expect(recordings.map(({ view }) => view.connection?.reused)).toEqual([false, false, false])
    expect(server.connections()).toBe(3)
  })

  test('an idle connection that turns out dead is replaced once, and both are recorded', async () => {
    const server = await serve((socket, _request, index) =>
      index === 0 ? void socket.write(reply(ips)) : void socket.resetAndDestroy(),
    )
    const { client, recordings, context } = bench()
    await client.ipList('callback', context(server.origin), token)
    expect((await client.ipList('callback', context(server.origin), token)).exchangeId).toBe(3)
    expect(recordings.map(({ view }) => [view.outcome.kind, view.connection?.reused])).toEqual([
      ['ok', false],
      ['problem', true],
      ['ok', false],
    ])
    expect(recordings.map(({ view }) => [view.step, view.causedBy])).toEqual([
      ['call', undefined],
      ['call', undefined],
      ['reconnect', 2],
    ])
  })

  test('whoever fails at the end of an attempt on a dead connection fails the call, after both are recorded', async () => {
    const server = await serve((socket, _request, index) =>
      index === 1 ? void socket.resetAndDestroy() : void socket.write(reply(ips)),
    )
    const mistake = new TypeError('not a function')
    const { client, recordings, context } = bench({
      ended({ outcome }) {
        if (outcome.kind === 'problem') throw mistake
      },
    })
    await client.ipList('callback', context(server.origin), token)
    await expect(client.ipList('callback', context(server.origin), token)).rejects.toBe(mistake)
    expect(recordings.map(({ view }) => view.outcome.kind)).toEqual(['ok', 'problem', 'ok'])
  })

  test('an idle connection that is reset in the middle of a reply is not replaced: the reply had begun', async () => {
    const server = await serve(async (socket, _request, index) => {
      if (index === 0) return void socket.write(reply(ips))
      const arrived = nextHeadArrives()
      socket.write(reply(ips).subarray(0, -10))
      await arrived
      return void socket.resetAndDestroy()
    })
    const { client, recordings, context } = bench()
    await client.ipList('callback', context(server.origin), token)
    expect(await problemOf(client.ipList('callback', context(server.origin), token))).toMatchObject({
      code: 'connection-reset',
      phase: 'download',
      exchangeId: 2,
    })
    expect(server.requests).toHaveLength(2)
    expect(recordings.map(({ view }) => [view.step, view.status, view.connection?.reused])).toEqual([
      ['call', 200, false],
      ['call', 200, true],
    ])
  })

  test('a classic fetch always has a new connection, and is never sent twice', async () => {
    let resets = false
    const server = await serve((socket) => (resets ? void socket.resetAndDestroy() : void socket.write(reply(good))))
    const { client, context } = bench()
    await client.classicToken(context(server.origin), credential)
    await client.classicToken(context(server.origin), credential)
    expect(server.connections()).toBe(2)
    resets = true
    expect(await problemOf(client.classicToken(context(server.origin), credential))).toMatchObject({
      code: 'connection-reset',
      phase: 'wait',
    })
    expect(server.requests).toHaveLength(3)
  })
})

describe('failures on the way there', () => {
  const failing =
    (code: string): LookupFunction =>
    (_hostname, _options, callback) =>
      callback(Object.assign(new Error(`getaddrinfo ${code} secret=${credential.appSecret}`), { code }), [])

  test.each([
    ['ENOTFOUND', { code: 'dns-not-found', host: 'api.weixin.qq.com' }],
    ['EAI_AGAIN', { code: 'dns-temporary', host: 'api.weixin.qq.com' }],
  ])('%s', async (code, expected) => {
    const { client, recordings, told, context } = bench({ lookup: failing(code) })
    expect(await problemOf(client.stableToken(context('https://api.weixin.qq.com'), credential))).toMatchObject(
      expected,
    )
    expect(Object.keys(recordings[0]?.view.phases ?? {})).toEqual(['dns', 'total'])
    expect(recordings[0]?.view.request).toMatchObject({
      target: '/cgi-bin/stable_token',
      headers: [],
      body: { size: 0 },
    })
    expect(recordings[0]?.view).not.toHaveProperty('response')
    expect(told()).not.toContain(credential.appSecret)
  })

  test('a refused connection', async () => {
    const server = await serve(silence)
    await server.close()
    open.pop()
    const { client, context } = bench()
    expect(await problemOf(client.stableToken(context(server.origin), credential))).toMatchObject({
      code: 'connection-refused',
      host: `127.0.0.1:${server.port}`,
    })
  })

  test('a certificate nobody vouches for', async () => {
    const server = await serve(answer(good), { tls: true })
    const { client, context } = bench()
    expect(await problemOf(client.stableToken(context(server.origin), credential))).toMatchObject({
      code: 'tls',
      reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      retry: 'never',
    })
    expect(server.requests).toEqual([])
  })

  test('https spoken to a plain port', async () => {
    const server = await serve(silence, {
      onConnection: (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    })
    const { client, context } = bench()
    expect(await problemOf(client.stableToken(context(`https://127.0.0.1:${server.port}`), credential))).toMatchObject({
      code: 'tls',
    })
  })

  test('a connection that is closed during the TLS handshake', async () => {
    const server = await serve(silence, { onConnection: (socket) => void socket.destroy() })
    const { client, context } = bench()
    expect(await problemOf(client.stableToken(context(`https://127.0.0.1:${server.port}`), credential))).toMatchObject({
      code: 'connection-reset',
      phase: 'tls',
    })
  })
})

describe('time and leaving', () => {
  test('the limit names the phase: TLS, the first byte, the rest', async () => {
    const clock = createFakeClock()
    const { client, recordings, context } = bench({ clock })
    const mute = await serve(silence, { onConnection: () => {} })
    const half: Script = (socket) => void socket.write(reply(good).subarray(0, 100))
    const dripping = await serve(half)

    const inTls = problemOf(
      client.stableToken(context(`https://127.0.0.1:${mute.port}`, { timeoutMs: 5000 }), credential),
    )
    await vi.waitUntil(() => mute.connections() === 1)
    await clock.advance(5000)
    expect(await inTls).toMatchObject({ code: 'timeout', phase: 'tls', limitMs: 5000, retry: 'wait' })

    const waiting = problemOf(client.stableToken(context(mute.origin, { timeoutMs: 5000 }), credential))
    await vi.waitUntil(() => mute.requests.length === 1)
    await clock.advance(5000)
    expect(await waiting).toMatchObject({ code: 'timeout', phase: 'wait' })
    expect(recordings[1]?.view.phases).toMatchObject({ wait: 5000, total: 5000 })

    const arrived = nextHeadArrives()
    const halfway = problemOf(client.stableToken(context(dripping.origin, { timeoutMs: 5000 }), credential))
    await arrived
    await clock.advance(5000)
    expect(await halfway).toMatchObject({ code: 'timeout', phase: 'download' })
    expect(recordings[2]?.view.response?.status).toBe(200)
    expect(clock.pending()).toBe(0)
  })

  test('no answer from DNS', async () => {
    const clock = createFakeClock()
    const asked: string[] = []
    const { client, context } = bench({ clock, lookup: (hostname) => void asked.push(hostname) })
    const call = problemOf(client.stableToken(context('https://api.weixin.qq.com'), credential))
    await vi.waitUntil(() => asked.length === 1)
    await clock.advance(60_000)
    expect(await call).toMatchObject({ code: 'timeout', phase: 'dns', host: 'api.weixin.qq.com' })
  })

  test('leaving closes the connection and is recorded; leaving before sends nothing', async () => {
    const sockets: Socket[] = []
    const server = await serve(silence, { onConnection: (socket) => void sockets.push(socket) })
    const { client, recordings, context } = bench()
    const controller = new AbortController()
    const call = problemOf(client.ipList('callback', context(server.origin, { signal: controller.signal }), token))
    await vi.waitUntil(() => server.requests.length === 1)
    controller.abort()
    expect(await call).toEqual({ code: 'cancelled', retry: 'never' })
    expect(recordings[0]?.view.outcome).toEqual({ kind: 'problem', code: 'cancelled' })
    await vi.waitUntil(() => sockets[0]?.destroyed)

    expect(
      await problemOf(client.ipList('callback', context(server.origin, { signal: controller.signal }), token)),
    ).toEqual({
      code: 'cancelled',
      retry: 'never',
    })
    expect(recordings).toHaveLength(1)
    expect(server.connections()).toBe(1)
  })

  test('closing ends what runs', async () => {
    const server = await serve(silence)
    const { client, context } = bench()
    const call = problemOf(client.ipList('callback', context(server.origin), token))
    await vi.waitUntil(() => server.requests.length === 1)
    client.close()
    expect(await call).toMatchObject({ code: 'cancelled' })
  })
})
