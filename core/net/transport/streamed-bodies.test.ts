import { createHash } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { HttpReply, HttpRequest } from '#core/net/http.ts'
import { bytesOf, failureOf, get, open, options, serve, watch, wire } from '#core/net/testing/transport-rig.ts'
import { nextHeadArrives, reply } from '#core/net/testing/wire-server.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'

const MiB = 1024 * 1024

/** Gives `size` bytes in chunks, and counts what has been taken. */
function source(size: number, chunk = Buffer.alloc(64 * 1024, 'multipart ')) {
  let taken = 0
  let isReturned = false
  async function* chunks() {
    try {
      for (; taken < size; taken += chunk.length) yield chunk
    } finally {
      isReturned = true
    }
  }
  return { chunks: chunks(), taken: () => taken, isReturned: () => isReturned }
}

/** Waits until nothing has changed for many turns. */
async function standsStill(count: () => number) {
  for (let still = 0, last = count(); still < 100; still++) {
    await turn()
    if (count() !== last) still = 0
    last = count()
  }
}

async function hashOf(request: IncomingMessage): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of request) hash.update(chunk)
  return hash.digest('hex')
}

describe('a streamed upload', () => {
  const upload = (origin: string, chunks: AsyncIterable<Uint8Array>, length?: number): HttpRequest => ({
    method: 'POST',
    origin,
    target: '/upload',
    headers: [['content-type', 'multipart/form-data; boundary=x']],
    body: { chunks, ...(length !== undefined && { length }) },
  })

  test.each([32 * MiB, undefined])('is read no faster than the server takes it (length %s)', async (length) => {
    const go = Promise.withResolvers<void>()
    const origin = await serve(async (request, response) => {
      await go.promise
      response.end(await hashOf(request))
    })
    const { chunks, taken } = source(32 * MiB)
    const { seen, observe } = watch()
    const sending = open().send(upload(origin, chunks, length), { ...options, observe })
    await vi.waitUntil(() => taken() > 0)
    await standsStill(taken)
    expect(taken()).toBeLessThan(16 * MiB)
    go.resolve()
    const hash = createHash('sha256').update(Buffer.concat(await sending.then(() => seen.sent)))
    expect((await bytesOf(await sending)).toString()).toBe(hash.digest('hex'))
    expect(taken()).toBe(32 * MiB)
  })

  test('may come from a Node stream', async () => {
    const origin = await serve((request, response) => void request.pipe(response))
    const answered = await open().send(upload(origin, Readable.from([Buffer.from('a'), Buffer.from('b')])), options)
    expect((await bytesOf(answered)).toString()).toBe('ab')
  })

  test('is let go when the caller leaves, also while its source has nothing to give', async () => {
    const closed = Promise.withResolvers<void>()
    const origin = await serve((request) => void request.on('close', closed.resolve))
    const stuck = new Readable({ read() {} })
    stuck.push('half')
    const leave = new AbortController()
    const { seen, observe } = watch()
    const sending = open().send(upload(origin, stuck), { ...options, signal: leave.signal, observe })
    await vi.waitUntil(() => seen.sent.length > 0)
    leave.abort()
    expect(await failureOf(sending)).toEqual({ kind: 'cancelled' })
    await closed.promise
    expect(stuck.destroyed).toBe(true)
  })

  test('whose source fails is told from a server that fails, and the server gets no end', async () => {
    const outcome = Promise.withResolvers<string>()
    const origin = await serve((request) => {
      request
        .on('error', () => outcome.resolve('aborted'))
        .on('end', () => outcome.resolve('ended'))
        .resume()
    })
    const broken = new Error('the client has gone')
    const chunks = (async function* () {
      yield Buffer.from('half')
      throw broken
    })()
    expect(await failureOf(open().send(upload(origin, chunks), options))).toEqual({
      kind: 'request-body',
      error: broken,
    })
    expect(await outcome.promise).toBe('aborted')
  })

  test('with fewer or more bytes than announced fails', async () => {
    const origin = await serve((request, response) => request.resume().on('end', () => response.end()))
    for (const length of [64 * 1024 + 1, 64 * 1024 - 1]) {
      const { chunks } = source(64 * 1024)
      expect(await failureOf(open().send(upload(origin, chunks, length), options))).toMatchObject({ kind: 'error' })
    }
  })

  test('that the server answers before its end is stopped there, and the answer is whole', async () => {
    const origin = await serve((request, response) => {
      if (request.method === 'GET') return response.end('ok')
      return response.writeHead(413).end('too large')
    })
    const transport = open()
    const { chunks, isReturned } = source(1024 * MiB)
    const answered = await transport.send(upload(origin, chunks), options)
    expect([answered.status, (await bytesOf(answered)).toString()]).toEqual([413, 'too large'])
    await vi.waitUntil(isReturned)
    expect((await bytesOf(await transport.send(get(origin), options))).toString()).toBe('ok')
  })

  test('goes over a connection of its own, and never twice', async () => {
    let isDead = false
    const server = await wire((socket) => (isDead ? void socket.resetAndDestroy() : void socket.write(reply('ok'))))
    const transport = open()
    await bytesOf(await transport.send(get(server.origin), options))
    isDead = true
    const { chunks } = source(1, Buffer.from('x'))
    const { seen, observe } = watch()
    expect(await failureOf(transport.send(upload(server.origin, chunks, 1), { ...options, observe }))).toMatchObject({
      kind: 'error',
    })
    expect([server.connections(), seen.ends.length]).toEqual([2, 1])
  })
})

describe('a streamed download', () => {
  /** Writes as fast as the socket takes it. */
  const pouring =
    (size: number): RequestListener =>
    (_request, response) => {
      response.setHeader('content-length', size)
      Readable.from(source(size).chunks).pipe(response)
    }

  test('is read no faster than its reader takes it', async () => {
    const origin = await serve(pouring(32 * MiB))
    const { seen, observe } = watch()
    const received = () => seen.received.reduce((sum, chunk) => sum + chunk.length, 0)
    const answered = await open().send(get(origin), { ...options, observe })
    await vi.waitUntil(() => received() > 0)
    await standsStill(received)
    expect(received()).toBeLessThan(1 * MiB)
    const body = await bytesOf(answered)
    expect(body.length).toBe(32 * MiB)
    expect(body.equals(Buffer.concat(seen.received))).toBe(true)
    expect(seen.ends[0]?.lastPhase).toBe('download')
    expect(seen.ends[0]?.phases()).toMatchObject({ download: expect.any(Number), total: expect.any(Number) })
  })

  test('whose caller leaves ends in what has come, and closes the connection', async () => {
    const closed = Promise.withResolvers<void>()
    const origin = await serve((request, response) => {
      request.on('close', closed.resolve)
      response.write('half')
    })
    const leave = new AbortController()
    const { body } = await open().send(get(origin), { ...options, signal: leave.signal })
    const reader = body[Symbol.asyncIterator]()
    expect(Buffer.from((await reader.next()).value).toString()).toBe('half')
    const more = reader.next()
    leave.abort()
    expect(await failureOf(more)).toEqual({ kind: 'cancelled' })
    await closed.promise
  })

  test('whose reader stops closes the connection, which serves nobody else', async () => {
    const sockets: Socket[] = []
    const origin = await serve((request, response) => {
      sockets.push(request.socket)
      response.write('half')
    })
    const transport = open()
    const { seen, observe } = watch()
    for (let at = 0; at < 2; at++) {
      for await (const _chunk of (await transport.send(get(origin), { ...options, observe })).body) break
    }
    await vi.waitUntil(() => sockets.every((socket) => socket.destroyed))
    expect(new Set(sockets).size).toBe(2)
    expect(seen.ends.map(({ failure }) => failure)).toEqual(Array(2).fill({ kind: 'cancelled' }))
  })

  test('a reader that stops when all has come leaves the connection to the next request', async () => {
    const server = await wire((socket) => void socket.write(reply('whole')))
    const transport = open()
    const { seen, observe } = watch()
    const { body } = await transport.send(get(server.origin), { ...options, observe })
    await vi.waitUntil(() => seen.ends.length === 1)
    await bytesOf(await transport.send(get(server.origin), options))
    for await (const _chunk of body) break
    await bytesOf(await transport.send(get(server.origin), options))
    expect(server.connections()).toBe(1)
  })

  test.each<[what: string, cut: (socket: Socket) => void]>([
    ['resets', (socket) => void socket.resetAndDestroy()],
    ['hangs up', (socket) => void socket.end()],
  ])('that the server %s in its middle ends in what has come and an error', async (_what, cut) => {
    const server = await wire(async (socket) => {
      const arrived = nextHeadArrives()
      socket.write(reply('0123456789').subarray(0, -5))
      await arrived
      cut(socket)
    })
    const { seen, observe } = watch()
    const { body } = await open().send(get(server.origin), { ...options, observe })
    const reader = body[Symbol.asyncIterator]()
    expect(Buffer.from((await reader.next()).value).toString()).toBe('01234')
    expect(await failureOf(reader.next())).toMatchObject({ kind: 'error' })
    expect(seen.ends).toMatchObject([{ failure: { kind: 'error' } }])
  })

  test('that stands still ends with the time limit', async () => {
    const clock = createFakeClock()
    const origin = await serve((_request, response) => void response.write('half'))
    const { body } = await open(clock).send(get(origin), { ...options, timeoutMs: 5_000 })
    const reader = body[Symbol.asyncIterator]()
    await reader.next()
    const more = reader.next()
    await clock.advance(5_000)
    expect(await failureOf(more)).toEqual({ kind: 'timeout', limitMs: 5_000 })
    expect(clock.pending()).toBe(0)
  })

  test('trailers are there when the body has ended', async () => {
    const server = await wire(
      (socket) =>
        void socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Last: 1\r\n\r\n'),
    )
    const answered = await open().send(get(server.origin), options)
    expect((await bytesOf(answered)).toString()).toBe('ok')
    expect(answered.trailers()).toEqual([['X-Last', '1']])
  })

  test('closing the transport ends it', async () => {
    const origin = await serve((_request, response) => void response.write('half'))
    const transport = open()
    const { body } = await transport.send(get(origin), options)
    transport.close()
    expect(await failureOf(bytesOf({ body } as HttpReply))).toEqual({ kind: 'cancelled' })
  })
})
