import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import type { HttpRequest } from '#core/net/http.ts'
import { bytesOf, failureOf, get, open, options, serve, watch, wire } from '#core/net/testing/transport-rig.ts'
import { trustIn } from '#core/net/testing/trust-in.ts'
import { nextHeadArrives, reply, type Script } from '#core/net/testing/wire-server.ts'

describe('what is sent', () => {
  const chunks = async function* () {
    yield Buffer.from('on')
    yield Buffer.from('e')
  }
  test.each<[what: string, request: Partial<HttpRequest>, framing: string, body: string]>([
    ['GET', { method: 'GET' }, '', ''],
    ['OPTIONS', { method: 'OPTIONS' }, '', ''],
    ['DELETE', { method: 'DELETE' }, '', ''],
    ['a method of its own', { method: 'PURGE' }, '', ''],
    ['POST without a body', { method: 'POST' }, 'content-length: 0\r\n', ''],
    ['PUT with no bytes', { method: 'PUT', body: new Uint8Array() }, 'content-length: 0\r\n', ''],
    ['PUT', { method: 'PUT', body: Buffer.from('one') }, 'content-length: 3\r\n', 'one'],
    ['DELETE with a body', { method: 'DELETE', body: Buffer.from('one') }, 'content-length: 3\r\n', 'one'],
    [
      'a stream of known length',
      { method: 'POST', body: { chunks: chunks(), length: 3 } },
      'content-length: 3\r\n',
      'one',
    ],
    [
      'a stream of unknown length',
      { method: 'PATCH', body: { chunks: chunks() } },
      'transfer-encoding: chunked\r\n',
      'one',
    ],
    ['an empty stream', { method: 'POST', body: { chunks: (async function* () {})() } }, 'content-length: 0\r\n', ''],
  ])('%s: the observer sees the head and the bytes that the server gets', async (_what, request, framing, body) => {
    let received = ''
    const server = await wire(() => {}, {
      onConnection(socket) {
        socket.on('data', (chunk) => {
          received += chunk.toString('latin1')
          const isWhole = framing.startsWith('transfer')
            ? received.endsWith('0\r\n\r\n')
            : received.endsWith(`\r\n\r\n${body}`)
          if (isWhole) socket.write(reply('ok'))
        })
      },
    })
    const { seen, observe } = watch()
    const sent = await open().send(
      {
        method: 'GET',
        origin: server.origin,
        target: '/a?b=1',
        headers: [
          ['X-Any', 'v'],
          ['x-any', 'w'],
        ],
        ...request,
      },
      { ...options, observe },
    )
    expect(await bytesOf(sent)).toEqual(Buffer.from('ok'))
    const [head = ''] = received.split('\r\n\r\n')
    expect(seen.heads).toEqual([`${head}\r\n`])
    expect(head).toContain('\r\nX-Any: v\r\nx-any: w')
    if (framing !== '') expect(`${head}\r\n`.endsWith(framing)).toBe(true)
    expect(head).not.toMatch(framing === '' ? /content-length|transfer-encoding/ : /^$/)
    expect(Buffer.concat(seen.sent).toString()).toBe(body)
    expect(seen.ends).toHaveLength(1)
  })

  test('HEAD has a reply without a body, whatever length it announces', async () => {
    const origin = await serve((_request, response) => response.setHeader('content-length', 1000).end())
    const answered = await open().send({ ...get(origin), method: 'HEAD' }, options)
    expect(answered.headers).toContainEqual(['content-length', '1000'])
    expect(await bytesOf(answered)).toEqual(Buffer.alloc(0))
  })

  test('what cannot be a request is a failure, and the next one works', async () => {
    const origin = await serve((_request, response) => response.end('ok'))
    const transport = open()
    const bad: HttpRequest = { ...get(origin), headers: [['x', 'a\r\ny: b']] }
    expect(await failureOf(transport.send(bad, options))).toMatchObject({ kind: 'error' })
    expect(await bytesOf(await transport.send(get(origin), options))).toEqual(Buffer.from('ok'))
  })
})

describe('a reused connection', () => {
  test('that resets in the middle of a reply is not sent to again', async () => {
    const server = await wire(async (socket, _request, index) => {
      if (index === 0) return void socket.write(reply('ok'))
      const arrived = nextHeadArrives()
      socket.write(reply('0123456789').subarray(0, -5))
      await arrived
      return void socket.resetAndDestroy()
    })
    const transport = open()
    await bytesOf(await transport.send(get(server.origin), options))
    const { seen, observe } = watch()
    const failing = transport.send(get(server.origin), { ...options, observe }).then(bytesOf)
    expect(await failureOf(failing)).toMatchObject({ kind: 'error' })
    expect([server.requests.length, server.connections(), seen.ends.length]).toEqual([2, 1, 1])
  })

  test.each([
    ['is sent to once more, on a new one', true, [3, 2, 2]],
    ['is not used for what may be sent once only', false, [2, 2, 1]],
  ])('that turns out dead %s', async (_what, repeatable, counts) => {
    const server = await wire((socket, _request, index) =>
      index === 0 ? void socket.write(reply('ok')) : void socket.resetAndDestroy(),
    )
    const transport = open()
    await bytesOf(await transport.send(get(server.origin), options))
    const { seen, observe } = watch()
    const answered = await transport.send(get(server.origin), { ...options, repeatable, observe })
    expect((await bytesOf(answered)).toString()).toBe('ok')
    expect([server.requests.length, server.connections(), seen.ends.length]).toEqual(counts)
  })

  test.each<[what: string, script: Script, requests: number]>([
    ['a new one that resets', (socket) => void socket.resetAndDestroy(), 1],
    [
      'one that answers with no HTTP',
      (socket, _request, index) => void socket.write(index === 0 ? reply('ok') : '220 mail ESMTP\r\n\r\n'),
      2,
    ],
  ])('alone is replaced: not %s', async (_what, script, requests) => {
    const server = await wire(script)
    const transport = open()
    const send = async () => bytesOf(await transport.send(get(server.origin), options))
    if (requests === 2) await send()
    expect(await failureOf(send())).toMatchObject({ kind: 'error' })
    expect(server.requests).toHaveLength(requests)
  })

  test('of another route is closed, and not used', async () => {
    const sockets: Socket[] = []
    const origin = await serve((request, response) => {
      sockets.push(request.socket)
      response.end('ok')
    })
    const transport = open()
    await bytesOf(await transport.send(get(origin), options))
    await bytesOf(await transport.send(get(origin), { ...options, route: { trust: trustIn() } }))
    expect(sockets[1]).not.toBe(sockets[0])
    await vi.waitUntil(() => sockets[0]?.destroyed)
  })

  test('is shared by requests of one key, and closed for that key alone', async () => {
    const sockets: Socket[] = []
    const origin = await serve((request, response) => {
      sockets.push(request.socket)
      response.end('ok')
    })
    const transport = open()
    for (const poolKey of ['a', 'a', 'ab']) await bytesOf(await transport.send(get(origin), { ...options, poolKey }))
    expect(sockets[0]).toBe(sockets[1])
    expect(sockets[2]).not.toBe(sockets[0])
    transport.closeIdle('a')
    await vi.waitUntil(() => sockets[0]?.destroyed)
    await bytesOf(await transport.send(get(origin), { ...options, poolKey: 'ab' }))
    expect(sockets[3]).toBe(sockets[2])
  })
})

test('a signal that outlives its requests is listened to by none that is over', async () => {
  const server = await wire(async (socket, request) => {
    if (request.startsWith('GET /ok')) return void socket.write(reply('ok'))
    if (request.startsWith('GET /reset')) return void socket.resetAndDestroy()
    return void socket.write(reply('half').subarray(0, -1))
  })
  const transport = open()
  const { signal } = new AbortController()
  const listeners = () => getEventListeners(signal, 'abort').length
  const send = (target: string) => transport.send(get(server.origin, target), { ...options, signal })
  await bytesOf(await send('/ok'))
  expect(listeners()).toBe(0)
  await failureOf(send('/reset'))
  expect(listeners()).toBe(0)
  const { body } = await send('/half')
  expect(listeners()).toBe(1)
  for await (const _chunk of body) break
  expect(listeners()).toBe(0)
})

test('a signal that is aborted already sends nothing', async () => {
  const server = await wire(() => {})
  const { seen, observe } = watch()
  const sending = open().send(get(server.origin), { ...options, signal: AbortSignal.abort(), observe })
  expect(await failureOf(sending)).toEqual({ kind: 'cancelled' })
  expect([server.connections(), seen.ends.length]).toEqual([0, 0])
})

test('an observer that fails at the end of a reply leaves nobody waiting', async () => {
  const server = await wire((socket) => void socket.write(reply('{}')))
  const observe = () => ({
    ...watch().observe(),
    ended() {
      throw new Error('of the observer')
    },
  })
  expect(await bytesOf(await open().send(get(server.origin), { ...options, observe }))).toEqual(Buffer.from('{}'))
})
