import { expect, test } from 'vitest'
import { proxyFromEnvironment } from './environment.ts'

const wechat = 'https://api.weixin.qq.com'

test.each<[string, Record<string, string>, string | undefined]>([
  ['nothing set', {}, undefined],
  ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
  ['lower case wins', { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' }, 'http://b:2'],
  ['an empty one is none', { https_proxy: '', HTTPS_PROXY: '  ', ALL_PROXY: 'socks5://s:1080' }, 'socks5://s:1080'],
  ['the scheme’s own wins over ALL_PROXY', { ALL_PROXY: 'socks5://s:1', HTTPS_PROXY: 'http://p:2' }, 'http://p:2'],
  ['HTTP_PROXY when there is no other', { HTTP_PROXY: 'http://p:2' }, 'http://p:2'],
  ['without a scheme it is http', { HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128'],
])('%s', (_name, environment, proxy) => {
  expect(proxyFromEnvironment(environment, wechat)).toBe(proxy)
})

test.each([
  ['api.weixin.qq.com', true],
  ['weixin.qq.com', true],
  ['.qq.com', true],
  ['*.qq.com', true],
  ['*.api.weixin.qq.com', false],
  ['QQ.COM.', true],
  ['xin.qq.com', false],
  ['example.com, qq.com', true],
  ['example.com qq.com', true],
  ['*', true],
  ['api.weixin.qq.com:443', true],
  ['api.weixin.qq.com:8443', false],
  ['*:8443', false],
  ['', false],
])('NO_PROXY=%j exempts WeChat: %s', (no, exempt) => {
  const found = proxyFromEnvironment({ HTTPS_PROXY: 'http://p:1', NO_PROXY: no }, wechat)
  expect(found === undefined).toBe(exempt)
})

test.each([
  ['::1', 'https://[::1]:8443'],
  ['[::1]:8443', 'https://[::1]:8443'],
  ['10.1.2.3', 'https://10.1.2.3'],
])('NO_PROXY=%s exempts the address %s', (no, url) => {
  expect(proxyFromEnvironment({ https_proxy: 'http://p:1', no_proxy: no }, url)).toBeUndefined()
})
