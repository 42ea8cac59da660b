import { fc, test as propertyTest } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { checkProxy, proxyKinds, proxyUrl, typedProxy } from './proxy.ts'

test.each([
  ['socks5://127.0.0.1:1080', { kind: 'socks5', host: '127.0.0.1', port: 1080 }],
  ['  SOCKS5://Localhost:1080/  ', { kind: 'socks5', host: 'localhost', port: 1080 }],
  ['socks5h://127.0.0.1', { kind: 'socks5', host: '127.0.0.1', port: 1080 }],
  ['socks://bastion', { kind: 'socks5', host: 'bastion', port: 1080 }],
  ['http://proxy.corp.example:3128', { kind: 'http', host: 'proxy.corp.example', port: 3128 }],
  ['http://proxy', { kind: 'http', host: 'proxy', port: 80 }],
  ['https://proxy.corp.example', { kind: 'https', host: 'proxy.corp.example', port: 443 }],
  ['http://[::1]:8080', { kind: 'http', host: '[::1]', port: 8080 }],
  ['http://[0:0:0:0:0:0:0:1]:8080', { kind: 'http', host: '[::1]', port: 8080 }],
])('%s is a proxy', (typed, proxy) => {
  expect(checkProxy(typed)).toEqual({ ok: true, proxy })
})

test.each([
  ['socks5://me@host:1080', { username: 'me' }, undefined],
  ['socks5://me:@host:1080', { username: 'me' }, ''],
  ['http://me:a%3Ab%40c@host:1', { username: 'me' }, 'a:b@c'],
  ['http://d%5Cme:p:w@host:1', { username: 'd\\me' }, 'p:w'],
  ['http://me:p@ss@host:1', { username: 'me' }, 'p@ss'],
])('%s is split into its parts', (typed, part, password) => {
  const checked = checkProxy(typed)
  expect(checked).toMatchObject({ ok: true, proxy: part })
  expect(checked.ok && checked.password).toBe(password)
  expect(checked.ok && proxyUrl(checked.proxy)).not.toContain('me')
})

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['127.0.0.1:1080', 'no-scheme'],
  ['proxy.corp.example:3128', 'no-scheme'],
  ['socks4://127.0.0.1:1080', 'unsupported-scheme'],
  ['ftp://proxy:21', 'unsupported-scheme'],
  ['http://proxy:3128/path', 'has-path'],
  ['http://proxy:3128?x=1', 'has-path'],
  ['http://proxy:0', 'bad-port'],
  ['http://proxy:65536', 'bad-port'],
  ['http://proxy:', 'bad-port'],
  ['http://proxy:80a', 'bad-port'],
  ['http://a%zz@proxy:80', 'bad-credentials'],
  ['http://me:%0d%0aX@proxy:80', 'bad-credentials'],
  ['http://:word@proxy:80', 'bad-credentials'],
  [`socks5://${'x'.repeat(256)}@proxy:80`, 'bad-credentials'],
  ['ssh -D 1080 me@server', 'not-a-url'],
  ['http://', 'not-a-url'],
  ['http:// proxy:80', 'not-a-url'],
  ['http：//proxy:80', 'not-a-url'],
  ['http://proxy-:80', 'not-a-url'],
  ['http://[::1:80', 'not-a-url'],
  ['http://0177.0.0.1:80', 'not-a-url'],
  ['socks5://127.1', 'not-a-url'],
  ['http://2130706433:80', 'not-a-url'],
  ['http://example.0x1:80', 'not-a-url'],
  ['http://proxy.example.:80', 'not-a-url'],
  ['http://pr..oxy:80', 'not-a-url'],
])('%j is refused: %s', (typed, reason) => {
  expect(checkProxy(typed)).toEqual({ ok: false, reason })
})

propertyTest.prop([fc.string()])('whatever is typed is answered', (typed) => {
  expect(checkProxy(typed).ok).toBeTypeOf('boolean')
})

const proxies = fc.record({
  kind: fc.constantFrom(...proxyKinds),
  host: fc.domain().map((name) => name.toLowerCase()),
  port: fc.integer({ min: 1, max: 65_535 }),
  username: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }),
})
propertyTest.prop([proxies])('what is shown in the field is read as the same proxy', (proxy) => {
  expect(checkProxy(typedProxy(proxy))).toEqual({ ok: true, proxy })
})
