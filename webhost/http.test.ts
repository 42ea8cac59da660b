import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { os } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageHeaders } from '../contract/pure/page-headers.ts'
import { createHttp } from './http.ts'
import { listen } from './listen.ts'

const KEY = 'the-session-key'
const folder = mkdtempSync(join(tmpdir(), 'webhost-http-'))
let server: Server
let port: number

beforeAll(async () => {
  const pageFolder = join(folder, 'page')
  mkdirSync(join(pageFolder, 'assets'), { recursive: true })
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(pageFolder, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(folder, 'outside.txt'), 'outside')
  mkdirSync(join(folder, 'page-of-another'))
  writeFileSync(join(folder, 'page-of-another', 'outside.txt'), 'outside')
  symlinkSync(join(folder, 'outside.txt'), join(pageFolder, 'link.txt'))
  const router = { ping: os.handler(({ input }) => ({ pong: input })) }
  server = createAdaptorServer({ fetch: createHttp({ router, sessionKey: KEY, pageFolder }).fetch }) as Server
  port = await listen(server, 0)
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

interface Asked {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string
  /** Send without Content-Length. */
  chunked?: boolean
}
interface Answer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

/** By node:http, since `fetch` neither sends a foreign Host nor keeps `..` in a path. */
function ask({ method = 'GET', path = '/', headers = {}, body, chunked }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined || chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent: ClientRequest = request(
      { host: '127.0.0.1', port, method, path, headers: { ...length, ...headers } },
      async (answer) => {
        answer.setEncoding('utf8')
        let text = ''
        for await (const chunk of answer) text += chunk
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      },
    )
    sent.on('error', reject)
    if (body !== undefined) sent.write(body)
    sent.end()
  })
}

const call = { method: 'POST', path: '/rpc/ping', body: '{"json":1}' } satisfies Asked
const good = { 'x-session-key': KEY, 'content-type': 'application/json' }

describe('answered', () => {
  test.each<[string, Asked]>([
    ['a call', { ...call, headers: good }],
    ['by the name localhost, through a tunnel', { ...call, headers: { ...good, host: 'localhost:9999' } }],
    ['by IPv6 loopback', { ...call, headers: { ...good, host: '[::1]:7264' } }],
    ["with the page's own Origin", { ...call, headers: { ...good, origin: 'http://localhost:9999' } }],
    [
      'with parameters of the content type',
      { ...call, headers: { ...good, 'content-type': 'application/json; charset=utf-8' } },
    ],
    ['without a length', { ...call, chunked: true, headers: good }],
  ])('%s', async (_name, asked) => {
    const answer = await ask(asked)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toEqual({ json: { pong: 1 } })
    expect(answer.headers).toMatchObject(pageHeaders)
  })

  test.each<[string, string, string]>([
    ['/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/index.html?x=1', 'text/html; charset=utf-8', '<!doctype html>'],
    ['/assets/main.js', 'text/javascript; charset=utf-8', 'export {}'],
    ['/assets/../index.html', 'text/html; charset=utf-8', '<!doctype html>'],
  ])('file %s', async (path, type, start) => {
    const answer = await ask({ path })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.text.startsWith(start)).toBe(true)
    expect(answer.headers).toMatchObject(pageHeaders)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('refused', () => {
  const tooLarge = JSON.stringify({ json: 'x'.repeat(256 * 1024) })
  test.each<[string, number, Asked]>([
    ['no session key', 401, { ...call, headers: { 'content-type': 'application/json' } }],
    ['a wrong session key', 401, { ...call, headers: { ...good, 'x-session-key': 'the-session-kez' } }],
    ['an empty session key', 401, { ...call, headers: { ...good, 'x-session-key': '' } }],
    [
      'the key in the query',
      401,
      { ...call, path: `/rpc/ping?key=${KEY}`, headers: { 'content-type': 'application/json' } },
    ],
    ['a foreign Host', 403, { ...call, headers: { ...good, host: 'console.example:7264' } }],
    ['a Host that only starts like loopback', 403, { ...call, headers: { ...good, host: '127.0.0.1.example' } }],
    ['a foreign Host for a file', 403, { headers: { host: 'console.example' } }],
    ['a foreign Origin', 403, { ...call, headers: { ...good, origin: 'https://console.example' } }],
    ['an opaque Origin', 403, { ...call, headers: { ...good, origin: 'null' } }],
    ['a foreign Origin for a file', 403, { headers: { origin: 'https://console.example' } }],
    ['a call by GET', 405, { path: '/rpc/ping', headers: good }],
    ['a call by PUT', 405, { ...call, method: 'PUT', headers: good }],
    ['a file by POST', 405, { method: 'POST', path: '/index.html', headers: good, body: '{}' }],
    ['a call as plain text', 415, { ...call, headers: { ...good, 'content-type': 'text/plain' } }],
    ['a call of no type', 415, { ...call, headers: { 'x-session-key': KEY } }],
    ['a large call', 413, { ...call, headers: good, body: tooLarge }],
    ['a large call without a length', 413, { ...call, headers: good, body: tooLarge, chunked: true }],
    ['an unknown command', 404, { ...call, path: '/rpc/no-such', headers: good }],
    ['a missing file', 404, { path: '/no-such.js' }],
    ['a folder', 404, { path: '/assets' }],
    ['.. in the path', 404, { path: '/../outside.txt' }],
    ['encoded .. in the path', 404, { path: '/%2e%2e%2foutside.txt' }],
    ['.. to a folder of a longer name', 404, { path: '/..%2fpage-of-another/outside.txt' }],
    ['a backslash path', 404, { path: '/..%5coutside.txt' }],
    ['an absolute path', 404, { path: `/${encodeURIComponent(join(folder, 'outside.txt'))}` }],
    ['a zero byte', 404, { path: '/index.html%00.js' }],
    ['a broken escape', 404, { path: '/%zz' }],
    ['a link that leads out', 404, { path: '/link.txt' }],
  ])('%s: %i', async (_name, status, asked) => {
    const answer = await ask(asked)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('outside')
    expect(answer.text).not.toContain('pong')
    expect(answer.headers).toMatchObject(pageHeaders)
  })

  test('a Host that is no host', async () => {
    const answer = await ask({ ...call, headers: { ...good, host: 'localhost@console.example' } })
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('pong')
  })

  test('says which method is allowed', async () => {
    expect((await ask({ path: '/rpc/ping', headers: good })).headers.allow).toBe('POST')
  })
})
