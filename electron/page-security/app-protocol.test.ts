import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replyTo } from './app-protocol.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'app-protocol-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const get = (url: string, init?: RequestInit) => replyTo(new Request(url, init), folder)

test('the page comes with its type and under the policy', async () => {
  const reply = await get('app://console/?theme=dark')
  expect(reply.status).toBe(200)
  expect(await reply.text()).toBe('<!doctype html>')
  expect(Object.fromEntries(reply.headers)).toEqual({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': 'no-store',
  })
})

test.each([
  ['another host', 'app://other/', {}, 404],
  ['a missing file', 'app://console/missing.js', {}, 404],
  ['a file outside', 'app://console/..%2f..%2fetc%2fpasswd', {}, 404],
  ['another method', 'app://console/', { method: 'POST' }, 405],
])('%s gets nothing, under the same policy', async (_, url, init, status) => {
  const reply = await get(url, init)
  expect(reply.status).toBe(status)
  expect(await reply.text()).toBe('')
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
})
