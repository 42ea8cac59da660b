import { expect, test } from 'vitest'
import { checkOrigin } from './origin.ts'

test.each([
  ['https://api.example.com', 'https://api.example.com'],
  ['  HTTPS://API.Example.com/  ', 'https://api.example.com'],
  ['api.example.com:8443', 'https://api.example.com:8443'],
  ['https://api.example.com:443', 'https://api.example.com'],
  ['http://127.0.0.1:80', 'http://127.0.0.1'],
  ['http://localhost:3000/', 'http://localhost:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('%s is %s', (typed, origin) => {
  expect(checkOrigin(typed)).toEqual({ ok: true, origin })
})

test.each([
  ['https://api.example.com/cgi-bin/token', 'has-path'],
  ['api.example.com/cgi-bin', 'has-path'],
  ['https://api.example.com?x=1', 'has-path'],
  ['https://api.example.com//', 'has-path'],
  ['https://user:pass@api.example.com', 'has-credentials'],
  ['http://api.weixin.qq.com', 'http-not-loopback'],
  ['http://127.0.0.1.example.com', 'http-not-loopback'],
  ['wx3f9a1c07d2b84e65', 'is-appid'],
  ['', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['ftp://api.example.com', 'not-a-url'],
  ['my server', 'not-a-url'],
  ['server', 'not-a-url'],
  ['api.example.com:99999', 'not-a-url'],
])('%s is refused: %s', (typed, reason) => {
  expect(checkOrigin(typed)).toEqual({ ok: false, reason })
})
