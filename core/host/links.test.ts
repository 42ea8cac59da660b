import { expect, test } from 'vitest'
import { isAllowedLink } from './links.ts'

test.each([
  'https://developers.weixin.qq.com/platform/',
  'https://developers.weixin.qq.com/console/devtools/debug',
  'https://developers.weixin.qq.com/doc/oplatform/developers/basic_func/ip_whitelist',
  'https://mp.weixin.qq.com/debug/cgi-bin/sandbox?t=sandbox/login',
])('%s may be opened', (link) => {
  expect(isAllowedLink(link)).toBe(true)
})

test.each([
  'http://developers.weixin.qq.com/',
  'https://developers.weixin.qq.com.evil.example/',
  'https://evil.example/?https://mp.weixin.qq.com',
  'https://user@mp.weixin.qq.com/',
  'https://mp.weixin.qq.com:8443/',
  'https://mp.weixin.qq.cоm/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'smb://mp.weixin.qq.com/x',
  'mp.weixin.qq.com',
  '',
])('%j may not', (link) => {
  expect(isAllowedLink(link)).toBe(false)
})
