import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { os } from '@orpc/server'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { SESSION_KEY_HEADER } from '#contract/pure/host/webhost.ts'
import { defaultLimits } from '#core/serving/listener.ts'
import { serveForTest } from '#webhost/testing/serve.ts'

const CONNECTIONS = 1_000
const pageFolder = mkdtempSync(join(tmpdir(), 'webhost-crowd-'))
let host: Awaited<ReturnType<typeof serveForTest>>

beforeAll(async () => {
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>')
  const router = { ping: os.handler(() => 'pong'), wait: os.handler(() => new Promise<void>(() => {})) }
  host = await serveForTest({ router, pageFolder })
})
afterAll(async () => {
  await host.close()
  rmSync(pageFolder, { recursive: true })
})

/** A connection that sends this and no more. */
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
  // Read now, so that those the host has closed are seen to be.
  for (const socket of sockets) socket.resume()
  await vi.waitFor(() => {
    expect(sockets.filter((socket) => !socket.closed).length).toBeLessThanOrEqual(defaultLimits.maxAnonymous)
  })
  expect(await Promise.race([before, Promise.resolve('still open')])).toBe('still open')
})
