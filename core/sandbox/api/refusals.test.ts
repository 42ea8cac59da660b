import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { grant, type TestSandbox, testSandbox } from '#core/sandbox/testing/test-sandbox.ts'

const rid = / rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/

async function errcode(sandbox: TestSandbox, path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(sandbox.origin + path, init)
  expect(response.status).toBe(200)
  const { errcode: code, errmsg } = JSON.parse(await response.text())
  expect(errmsg).toMatch(rid)
  return code
}

describe('path and method', () => {
  test.each([
    { path: '/', method: 'GET', code: 40066 },
    { path: '/token', method: 'GET', code: 40066 },
    { path: '//cgi-bin/token', method: 'GET', code: 40066 },
    { path: '/cgi-bin/getcallbackip/', method: 'GET', code: 40066 },
    { path: '/cgi-bin/token', method: 'POST', code: 43001 },
    { path: '/cgi-bin/getcallbackip', method: 'POST', code: 43001 },
    { path: '/cgi-bin/stable_token', method: 'GET', code: 43002 },
  ])('$method $path', async ({ path, method, code }) => {
    expect(await errcode(await testSandbox(), path, { method })).toBe(code)
  })
})

/** Parameters of a token call that differ from good ones, and the answer; a parameter of `undefined` is left out. */
const wrongParameters = [
  { name: 'no AppID', change: { appid: undefined }, code: 41002 },
  { name: 'an empty AppID', change: { appid: '' }, code: 41002 },
  { name: 'no AppSecret', change: { secret: undefined }, code: 41004 },
  { name: 'another grant', change: { grant_type: 'password' }, code: 40002 },
  { name: 'no grant', change: { grant_type: undefined }, code: 40002 },
  { name: 'an unknown AppID', change: { appid: 'wx0000000000000000' }, code: 40013 },
  { name: 'an AppID in capitals', change: { appid: 'WX5A4DB0C500000001' }, code: 40013 },
  { name: 'a wrong AppSecret', change: { secret: '0'.repeat(32) }, code: 40125 },
  { name: 'no AppID is said before no AppSecret', change: { appid: undefined, secret: undefined }, code: 41002 },
  { name: 'a wrong AppID is said before a wrong AppSecret', change: { appid: 'wx', secret: 'x' }, code: 40013 },
]

describe('token calls', () => {
  test.each(wrongParameters)('$name', async ({ change, code }) => {
    const sandbox = await testSandbox()
    const body = { ...grant, appid: sandbox.appId, secret: sandbox.appSecret, ...change }
    const query = JSON.parse(JSON.stringify(body))

    expect((await sandbox.get('/cgi-bin/token', query)).json.errcode).toBe(code)
    expect((await sandbox.postJson('/cgi-bin/stable_token', body)).json.errcode).toBe(code)
  })

  test.each([
    { name: 'no body', body: '', code: 44002 },
    { name: 'broken JSON', body: '{"appid":', code: 47001 },
    { name: 'an array', body: '[]', code: 47001 },
    { name: 'a string', body: '"appid"', code: 47001 },
    { name: 'null', body: 'null', code: 47001 },
  ])('the stable token with $name', async ({ body, code }) => {
    expect(await errcode(await testSandbox(), '/cgi-bin/stable_token', { method: 'POST', body })).toBe(code)
  })

  test('the stable token asked for by a form', async () => {
    const sandbox = await testSandbox()
    const body = new URLSearchParams({ ...grant, appid: sandbox.appId, secret: sandbox.appSecret })

    expect(await errcode(sandbox, '/cgi-bin/stable_token', { method: 'POST', body })).toBe(41002)
  })

  test('the stable token asked for by a query', async () => {
    const sandbox = await testSandbox()
    const query = new URLSearchParams({ ...grant, appid: sandbox.appId, secret: sandbox.appSecret })

    expect(await errcode(sandbox, `/cgi-bin/stable_token?${query}`, { method: 'POST' })).toBe(41002)
  })

  test('JSON is read whatever its declared type', async () => {
    const sandbox = await testSandbox()
    const body = JSON.stringify({ ...grant, appid: sandbox.appId, secret: sandbox.appSecret })
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const response = await fetch(`${sandbox.origin}/cgi-bin/stable_token`, { method: 'POST', body, headers })

    expect(await response.json()).toHaveProperty('access_token')
  })
})

describe('API calls', () => {
  test.each([
    { name: 'no token', query: '', code: 41001 },
    { name: 'an empty token', query: '?access_token=', code: 41001 },
    { name: 'a token nobody was given', query: `?access_token=92_${'A'.repeat(133)}`, code: 40001 },
  ])('$name', async ({ query, code }) => {
    expect(await errcode(await testSandbox(), `/cgi-bin/getcallbackip${query}`)).toBe(code)
  })
})

describe('the gateway', () => {
  /** Posts with the framing that node gives a body written in pieces. */
  function post(url: string, headers: Record<string, string | number>, body: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const call = request(url, { method: 'POST', headers, agent: false }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      call.on('error', reject)
      call.write(body)
      call.end()
    })
  }

  test('does not take a chunked body', async () => {
    const sandbox = await testSandbox()

    expect(await post(`${sandbox.origin}/cgi-bin/stable_token`, {}, '{}')).toBe(412)
    expect(sandbox.counts()['/cgi-bin/stable_token']).toBe(1)
  })

  test('does not take a huge body', async () => {
    const { origin } = await testSandbox()
    const body = ' '.repeat(64 * 1024 + 1)

    expect(await post(`${origin}/cgi-bin/stable_token`, { 'Content-Length': body.length }, body)).toBe(413)
  })
})
