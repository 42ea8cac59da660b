import { expect, test } from 'vitest'
import { checkProxy } from '#contract/pure/net/proxy.ts'
import { proxyFromPac, systemProxyOf } from './system-proxy.ts'

test.each([
  ['DIRECT', undefined],
  ['', undefined],
  ['DIRECT; PROXY proxy:3128', undefined],
  ['PROXY proxy.corp.example:3128', 'http://proxy.corp.example:3128'],
  ['PROXY proxy:3128; PROXY other:3128; DIRECT', 'http://proxy:3128'],
  ['HTTPS proxy:443', 'https://proxy:443'],
  ['SOCKS5 127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
  ['SOCKS 127.0.0.1:1080; DIRECT', 'socks4://127.0.0.1:1080'],
  ['proxy [::1]:8080', 'http://[::1]:8080'],
])('%j is %s', (answer, proxy) => {
  expect(proxyFromPac(answer)).toBe(proxy)
})

test('what core cannot use, it refuses by name instead of going straight', () => {
  expect(checkProxy(proxyFromPac('SOCKS 127.0.0.1:1080') ?? '')).toEqual({ ok: false, reason: 'unsupported-scheme' })
  expect(checkProxy(proxyFromPac('QUIC proxy:443') ?? '')).toEqual({ ok: false, reason: 'unsupported-scheme' })
  expect(checkProxy(proxyFromPac('PROXY') ?? '')).toEqual({ ok: false, reason: 'not-a-url' })
})

test('the session is asked for the URL', async () => {
  const asked: string[] = []
  const systemProxy = systemProxyOf({
    async resolveProxy(url) {
      asked.push(url)
      return 'PROXY proxy:1'
    },
  })
  expect(await systemProxy('https://api.weixin.qq.com')).toBe('http://proxy:1')
  expect(asked).toEqual(['https://api.weixin.qq.com'])
})
