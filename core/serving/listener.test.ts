import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { defaultLimits, type ListenerConfig, openListener } from './listener.ts'
import type { Refusal } from './loopback-guard.ts'
import { createSecretSet } from './secret-set.ts'

/** A listener with one key of its own, which it wants in the header `x-key`. */
async function listenForTest(config: Partial<ListenerConfig> = {}) {
  const keys = createSecretSet(() => () => {})
  const key = keys.issue(32, {})
  const refusals: Refusal[] = []
  const log = { error: vi.fn() }
  const listener = await openListener({
    port: { port: 0, orLater: false },
    headers: { 'x-listener': 'this one' },
    check({ headers }) {
      return keys.find(headers.get('x-key') ?? '') ? undefined : { status: 401, reason: 'no key' }
    },
    respond: () => new Response('let in'),
    onRefusal: (refusal) => refusals.push(refusal),
    clock: systemClock,
    log,
    ...config,
  })
  onTestFinished(() => listener.close())
  const get = (headers: Record<string, string> = { 'x-key': key }) => fetch(listener.origin, { headers })
  return { ...listener, key, get, refusals, log }
}

async function open(port: number, sent = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  if (sent) socket.write(sent)
  onTestFinished(() => void socket.destroy())
  return socket
}

async function everythingFrom(socket: Socket): Promise<string> {
  let received = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    received += chunk
  })
  await once(socket, 'close')
  return received
}

test('two listeners have keys of their own', async () => {
  const [first, second] = [await listenForTest(), await listenForTest({ headers: { 'x-listener': 'that one' } })]
  const reply = await first.get()
  expect([reply.status, await reply.text(), reply.headers.get('x-listener')]).toEqual([200, 'let in', 'this one'])
  const refused = await second.get({ 'x-key': first.key })
  expect([refused.status, await refused.text(), refused.headers.get('x-listener')]).toEqual([401, 'no key', 'that one'])
  expect([first.refusals, second.refusals]).toEqual([[], [{ status: 401, reason: 'no key' }]])
  await first.close()
  expect((await second.get()).status).toBe(200)
})

test.each<[string, Record<string, string>, string]>([
  ['a foreign Host', { host: 'console.example' }, 'Host is not 127.0.0.1'],
  ['a name that only starts like loopback', { host: '127.0.0.1.example' }, 'Host is not 127.0.0.1'],
  ['no Host', {}, 'Host is not 127.0.0.1'],
  ['a foreign Origin', { host: '127.0.0.1', origin: 'https://console.example' }, 'Origin is not 127.0.0.1'],
  ['an opaque Origin', { host: '127.0.0.1', origin: 'null' }, 'Origin is not 127.0.0.1'],
])('%s is refused before the key is looked at, whatever the configuration lets in', async (_name, headers, reason) => {
  const check = vi.fn()
  const respond = vi.fn(() => new Response('let in'))
  const { port, refusals } = await listenForTest({ check, respond })
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const reply = await everythingFrom(await open(port, `GET / HTTP/1.0\r\n${head.join('')}\r\n`))
  expect(reply).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(reply).toContain('x-listener: this one')
  expect(check).not.toHaveBeenCalled()
  expect(respond).not.toHaveBeenCalled()
  // Without a Host there is no URL for a request, so it does not reach the guard.
  if (headers.host) expect(refusals).toEqual([{ status: 403, reason }])
})

test('localhost is answered with the hint where there is one', async () => {
  const hinted = await listenForTest({ localhostHint: 'use 127.0.0.1' })
  const plain = await listenForTest()
  const byHost = async ({ port }: { port: number }) =>
    everythingFrom(await open(port, 'GET / HTTP/1.0\r\nhost: localhost\r\n\r\n'))
  expect(await byHost(hinted)).toMatch(/ 403 .*use 127\.0\.0\.1$/s)
  expect(await byHost(plain)).toMatch(/ 403 .*Host is not 127\.0\.0\.1$/s)
})

test.each([
  ['half a head', 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-', { headTimeoutMs: 50 }],
  [
    'half a body',
    'POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n{',
    { headTimeoutMs: 50, requestTimeoutMs: 100 },
  ],
])('%s that does not come to an end is ended', async (_name, sent, limits) => {
  const { port } = await listenForTest({
    limits,
    check: () => undefined,
    async respond(_request, connection) {
      return new Response(String(await connection.readBody(100)))
    },
  })
  const reply = await everythingFrom(await open(port, sent))
  expect(reply).toMatch(/^HTTP\/1\.1 408 /)
  expect(reply).toContain('x-listener: this one')
})

test('the limits of a listener that names none are short', () => {
  expect(defaultLimits.headTimeoutMs).toBeLessThanOrEqual(5_000)
  expect(defaultLimits.requestTimeoutMs).toBeLessThanOrEqual(30_000)
})

test('of connections without a key the one that did nothing for longest goes; one with a key stays', async () => {
  const { port, key } = await listenForTest({
    limits: { maxAnonymous: 2 },
    respond(_request, connection) {
      connection.trust()
      return new Response('let in')
    },
  })
  const trusted = await open(port, `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-key: ${key}\r\n\r\n`)
  await once(trusted, 'data')
  const anonymous = [await open(port), await open(port), await open(port), await open(port)]
  await vi.waitFor(() => expect(anonymous.map(({ closed }) => closed)).toEqual([true, true, false, false]))
  expect(trusted.closed).toBe(false)
})

test.each([
  ['as it came', 5, 'hello'],
  ['not when it is too large', 4, 'too large'],
])('a body is read %s', async (_name, maxBytes, expected) => {
  const { origin, key } = await listenForTest({
    async respond(_request, connection) {
      return new Response((await connection.readBody(maxBytes)) ?? 'too large')
    },
  })
  const reply = await fetch(origin, { method: 'POST', body: 'hello', headers: { 'x-key': key } })
  expect(await reply.text()).toBe(expected)
})

test('a failure is logged, and its words reach nobody', async () => {
  const { get, log } = await listenForTest({
    respond: () => {
      throw new Error('s3cret')
    },
  })
  const reply = await get()
  expect([reply.status, await reply.text(), reply.headers.get('x-listener')]).toEqual([
    500,
    'Request failed',
    'this one',
  ])
  expect(log.error).toHaveBeenCalledOnce()
})

test('closing lets a reply end, and takes no more requests', async () => {
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
  const ended = vi.fn()
  const { get, close, port } = await listenForTest({
    respond(_request, connection) {
      connection.onReplyEnd(ended)
      return new Response(
        new ReadableStream({
          async start(stream) {
            stream.enqueue(new TextEncoder().encode('begun '))
            await mayEnd
            stream.enqueue(new TextEncoder().encode('and ended'))
            stream.close()
          },
        }),
      )
    },
  })
  const reply = await get()
  const closed = close()
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(ended).not.toHaveBeenCalled()
  end()
  expect(await reply.text()).toBe('begun and ended')
  await closed
  expect(ended).toHaveBeenCalledOnce()
})

test('the globals of the process stay as they are', async () => {
  const { Request: before } = globalThis
  await listenForTest()
  expect(globalThis.Request).toBe(before)
})

test('closing twice is closing once, and leaves no timer', async () => {
  let stopped = 0
  let sleeping: AbortSignal | undefined
  const clock = {
    every(ms: number, run: () => void) {
      const stop = systemClock.every(ms, run)
      return () => {
        stopped++
        stop()
      }
    },
    sleep(ms: number, signal?: AbortSignal) {
      sleeping = signal
      return systemClock.sleep(ms, signal)
    },
  }
  const { close } = await listenForTest({ clock })
  const closed = close()
  expect(close()).toBe(closed)
  await closed
  expect(stopped).toBe(1)
  expect(sleeping?.aborted).toBe(true)
})
