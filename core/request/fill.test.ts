import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { checkRequest } from '#contract/pure/request/request.ts'
import { attach, fillBody, fillTarget } from './fill.ts'

const values = { $WX_ACCESS_TOKEN: '92_a-b', $WX_APPSECRET: 'a"b\\c&d=e', $WX_APPID: 'wx1' }

test('in a path a value is percent-encoded, in a body it is JSON text', () => {
  expect(fillTarget('/cgi-bin/x?s=$WX_APPSECRET&appid=$WX_APPID', values)).toBe(
    '/cgi-bin/x?s=a%22b%5Cc%26d%3De&appid=wx1',
  )
  expect(JSON.parse(fillBody('{"s":"$WX_APPSECRET","t":"x$WX_APPID"}', values))).toEqual({ s: 'a"b\\c&d=e', t: 'xwx1' })
})

test('what has no value stays as it is', () => {
  expect(fillTarget('/cgi-bin/x?a=$WX_APPSECRET&b=$WX_OTHER', {})).toBe('/cgi-bin/x?a=$WX_APPSECRET&b=$WX_OTHER')
})

test('a token is attached in front of the query', () => {
  expect(attach('/cgi-bin/x', 'a+b')).toBe('/cgi-bin/x?access_token=a%2Bb')
  expect(attach('/cgi-bin/x?type=jsapi?y', 't')).toBe('/cgi-bin/x?access_token=t&type=jsapi?y')
  expect(attach('/cgi-bin/x?', 't')).toBe('/cgi-bin/x?access_token=t')
})

property.prop([fc.string({ unit: 'binary' })])('JSON stays JSON, whatever the secret', (secret) => {
  const body = fillBody('{"secret":"$WX_APPSECRET"}', { $WX_APPSECRET: secret })
  expect(JSON.parse(body)).toEqual({ secret })
})

property.prop([fc.string({ unit: 'grapheme-ascii' }), fc.string()], { numRuns: 500 })(
  'what may be sent stays under /cgi-bin/ of its origin, whatever stands for a placeholder',
  (typed, secret) => {
    const target = `/cgi-bin/x${typed}`
    if (checkRequest({ method: 'GET', target, body: '', attachToken: true }).length > 0) return
    const url = new URL(attach(fillTarget(target, { $WX_APPSECRET: secret }), secret), 'https://api.weixin.qq.com')
    expect(url.origin).toBe('https://api.weixin.qq.com')
    expect(url.pathname.startsWith('/cgi-bin/')).toBe(true)
    expect(url.hash).toBe('')
  },
)
