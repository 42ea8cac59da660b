import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { os } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageHeaders } from '#contract/pure/host/page-headers.ts'
import { TICKET_PATH } from '#contract/pure/host/webhost.ts'
import { webhost as en } from '#i18n/en/webhost.ts'
import { webhost as zhCN } from '#i18n/zh-CN/webhost.ts'
import { serveForTest } from '#webhost/testing/serve.ts'

/** Stands for the key of a session, which is there once the host is. */
const KEY = '<a session key>'
const folder = mkdtempSync(join(tmpdir(), 'webhost-http-'))
let key: string
let host: Awaited<ReturnType<typeof serveForTest>>

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
  host = await serveForTest({ router, pageFolder })
  key = host.sessions.open()
})
afterAll(async () => {
  await host.close()
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
    const real = Object.entries({ ...headers }).map(([name, value]) => [name, value.replace(KEY, key)])
    const length = body === undefined || chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent: ClientRequest = request(
      {
        host: '127.0.0.1',
        port: host.port,
        method,
        path: path.replace(KEY, key),
        headers: { ...length, ...Object.fromEntries(real) },
      },
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
    ['through a tunnel', { ...call, headers: { ...good, host: '127.0.0.1:9999' } }],
    ["with the page's own Origin", { ...call, headers: { ...good, origin: 'http://127.0.0.1:9999' } }],
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
    ['localhost, which may be ::1 and anybody', 403, { ...call, headers: { ...good, host: 'localhost:7264' } }],
    ['IPv6 loopback, which is not listened on', 403, { ...call, headers: { ...good, host: '[::1]:7264' } }],
    ['another address of loopback', 403, { ...call, headers: { ...good, host: '127.0.0.2:7264' } }],
    ['loopback as no browser writes it', 403, { ...call, headers: { ...good, host: '127.1:7264' } }],
    ['loopback as a number', 403, { ...call, headers: { ...good, host: '2130706433' } }],
    ['an Origin of localhost', 403, { ...call, headers: { ...good, origin: 'http://localhost:7264' } }],
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

  test('a person who typed localhost is told what to type, in both languages', async () => {
    const { text } = await ask({ headers: { host: 'localhost:7264' } })
    expect(text).toBe(`${zhCN.otherName}\n${en.otherName}`)
  })

  test('a Host that is no host', async () => {
    const answer = await ask({ ...call, headers: { ...good, host: 'localhost@console.example' } })
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('pong')
    expect(answer.headers).toMatchObject(pageHeaders)
  })

  test.each([
    ['no HTTP', 'how do you do\r\n\r\n', 400],
    ['a head without an end', `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${'x'.repeat(20_000)}\r\n`, 431],
    [
      'two lengths',
      'POST /rpc/ping HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
    ],
    ['no Host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['an unknown Expect', 'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nexpect: more\r\nconnection: close\r\n\r\n', 417],
    ['a path that is none', 'GET http:// HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n', 400],
  ])("what Node's parser refuses has the page's headers: %s", async (_name, sent, status) => {
    const answer = await raw(sent)
    expect(answer.split('\r\n')[0]).toContain(`HTTP/1.1 ${status} `)
    for (const [name, value] of Object.entries(pageHeaders)) expect(answer.toLowerCase()).toContain(`${name}: ${value}`)
  })

  test('says which method is allowed', async () => {
    expect((await ask({ path: '/rpc/ping', headers: good })).headers.allow).toBe('POST')
  })

  test('is told with its reason, and with nothing of what was sent', async () => {
    host.refusals.length = 0
    await ask({ ...call, path: '/rpc/ping?key=s3cret', headers: { ...good, 'x-session-key': 's3cret' } })
    await ask({ ...call, headers: { ...good, host: 's3cret.example' } })
    expect(host.refusals).toEqual([
      { status: 401, reason: 'Session key is missing or wrong' },
      { status: 403, reason: 'Host is not 127.0.0.1' },
    ])
  })
})

describe('a ticket', () => {
  const json = { 'content-type': 'application/json' }
  const redeem = (ticket: unknown) =>
    ask({ method: 'POST', path: TICKET_PATH, headers: json, body: JSON.stringify({ ticket }) })

  test('is exchanged for a key, once', async () => {
    const { ticket } = host.tickets.issue()
    const first = await redeem(ticket)
    expect(first.status).toBe(200)
    expect(first.headers).toMatchObject(pageHeaders)
    const given = JSON.parse(first.text) as { key: string }
    expect((await ask({ ...call, headers: { ...json, 'x-session-key': given.key } })).status).toBe(200)
    expect((await ask({ ...call, headers: { ...json, 'x-session-key': ticket } })).status).toBe(401)
    expect((await redeem(ticket)).status).toBe(401)
    expect((await redeem(given.key)).status).toBe(401)
  })

  test.each<[string, Asked, number]>([
    ['by GET', { path: TICKET_PATH }, 405],
    [
      'as plain text',
      { method: 'POST', path: TICKET_PATH, body: '{}', headers: { 'content-type': 'text/plain' } },
      415,
    ],
    [
      'from a foreign page',
      { method: 'POST', path: TICKET_PATH, body: '{}', headers: { ...json, origin: 'null' } },
      403,
    ],
    ['that is no JSON', { method: 'POST', path: TICKET_PATH, body: 'ticket', headers: json }, 401],
    ['that is too long', { method: 'POST', path: TICKET_PATH, body: 'x'.repeat(5_000), headers: json }, 401],
  ])('%s: refused', async (_name, asked, status) => {
    const answer = await ask(asked)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject(pageHeaders)
  })

  test('guessed at too often is answered 429, and the right one is still let in', async () => {
    const { ticket } = host.tickets.issue()
    const statuses: number[] = []
    for (let guess = 0; guess < 60; guess += 1) statuses.push((await redeem(`wrong ${guess}`)).status)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect(statuses.at(-1)).toBe(429)
    expect((await redeem(ticket)).status).toBe(200)
  })
})

/** Everything that is answered to some bytes. */
function raw(sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1', () => socket.write(sent))
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
