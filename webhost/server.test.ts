import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { os } from '@orpc/server'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { SESSION_KEY_HEADER } from '#contract/pure/webhost.ts'
import { drain } from './listen.ts'
import { MAX_STRANGERS } from './server.ts'
import { serveForTest } from './testing/serve.ts'

const CONNECTIONS = 1_000
const pageFolder = mkdtempSync(join(tmpdir(), 'webhost-server-'))
let host: Awaited<ReturnType<typeof serveForTest>>

beforeAll(async () => {
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>')
  const router = { ping: os.handler(() => 'pong'), wait: os.handler(() => new Promise<void>(() => {})) }
  host = await serveForTest({ router, pageFolder })
})
afterAll(async () => {
  host.server.closeAllConnections()
  await drain(host.server)
  rmSync(pageFolder, { recursive: true })
})

/** A connection that sends so much and no more. */
async function open(sent: string): Promise<Socket> {
  const socket = connect(host.port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  if (sent) socket.write(sent)
  return socket
}

const call = (key: string, path: string) =>
  fetch(`${host.origin}/rpc/${path}`, {
    method: 'POST',
    headers: { [SESSION_KEY_HEADER]: key, 'content-type': 'application/json' },
    body: '{}',
  })

test.each([
  ['idle', ''],
  ['half-sent heads', 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-'],
  ['half-sent calls', 'POST /rpc/ping HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\n{'],
  ['pages that nobody reads', 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'],
])('the page and its calls get through %s connections', async (_name, sent) => {
  const key = host.sessions.open()
  // What the owner has open already stays open.
  const before = call(key, 'wait').catch(() => 'broken')
  const sockets: Socket[] = []
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
  })
  for (let count = 0; count < CONNECTIONS; count += 1) sockets.push(await open(sent))
  expect(await (await fetch(host.origin)).text()).toContain('<title>page</title>')
  expect(await (await call(key, 'ping')).json()).toEqual({ json: 'pong' })
  const connections = await new Promise<number>((resolve) => host.server.getConnections((_, count) => resolve(count)))
  expect(connections).toBeLessThanOrEqual(MAX_STRANGERS + 10)
  expect(await Promise.race([before, Promise.resolve('still open')])).toBe('still open')
})

test('what does not come to an end is ended', async () => {
  const { headersTimeout, requestTimeout } = host.server
  expect(headersTimeout).toBeLessThanOrEqual(5_000)
  expect(requestTimeout).toBeLessThanOrEqual(30_000)
  const socket = await open('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk) => {
    answer += chunk
  })
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  expect(answer).toContain('content-security-policy: ')
})
