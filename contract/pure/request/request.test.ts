import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import {
  checkRequest,
  costOf,
  endpointOf,
  MAX_REQUEST_BODY,
  MAX_TARGET,
  type RequestCost,
  type RequestDraft,
  type RequestFaultReason,
  tokenFamilyOf,
} from './request.ts'
import { requestPresets } from './request-presets.ts'

const MARKER = '[hidden:136-chars:#ecfed5]'

const draft = (change: Partial<RequestDraft>): RequestDraft => ({
  method: 'POST',
  target: '/cgi-bin/getcallbackip',
  body: '',
  attachToken: true,
  ...change,
})

const reasonsOf = (change: Partial<RequestDraft>) => checkRequest(draft(change)).map(({ reason }) => reason)

describe('a path', () => {
  test.each<[string, RequestFaultReason]>([
    ['', 'not-cgi-bin'],
    ['getcallbackip', 'not-cgi-bin'],
    ['/token', 'not-cgi-bin'],
    ['/cgi-bin/', 'not-cgi-bin'],
    ['/cgi-bin', 'not-cgi-bin'],
    ['/cgi-bin/?access_token=x', 'not-cgi-bin'],
    ['/CGI-BIN/token', 'not-cgi-bin'],
    ['/sns/userinfo', 'not-cgi-bin'],
    ['https://api.weixin.qq.com/cgi-bin/getcallbackip', 'host'],
    ['http:/cgi-bin/getcallbackip', 'host'],
    ['//evil.example/cgi-bin/getcallbackip', 'host'],
    ['api.weixin.qq.com/cgi-bin/getcallbackip', 'host'],
    ['api.weixin.qq.com:443/cgi-bin/getcallbackip', 'host'],
    [`/cgi-bin/getcallbackip?x=${MARKER}`, 'hidden'],
    ['/cgi-bin/get callbackip', 'blank'],
    ['/cgi-bin/getcallbackip ', 'blank'],
    ['/cgi-bin/getcallbackip\r\nhost: evil', 'blank'],
    ['/cgi-bin/getcallbackip\u200b', 'blank'],
    ['/cgi-bin/getcallbackip\u3000', 'blank'],
    ['/cgi-bin/getcallbackip#x', 'fragment'],
    ['/cgi-bin/menu?name=菜单', 'not-encoded'],
    ['/cgi-bin/menu?name="x"', 'not-encoded'],
    ['/cgi-bin/menu?x={}', 'not-encoded'],
    ['/cgi-bin\\getcallbackip', 'not-encoded'],
    ['/cgi-bin/menu?x=50%', 'bad-escape'],
    ['/cgi-bin/menu?x=%zz', 'bad-escape'],
    ['/cgi-bin/../sns/userinfo', 'dots'],
    ['/cgi-bin/%2e%2e/sns/userinfo', 'dots'],
    ['/cgi-bin/x%2f..%2fclear_quota', 'dots'],
    ['/cgi-bin/./token', 'dots'],
    ['/cgi-bin/openapi//quota/get', 'double-slash'],
    ['/cgi-bin/openapi/%2fquota/get', 'double-slash'],
    ['/cgi-bin/getcallbackip?access_token=x', 'token-twice'],
    ['/cgi-bin/getcallbackip?type=1&access%5Ftoken=x', 'token-twice'],
    ['/cgi-bin/getcallbackip?access_token=$WX_ACCESS_TOKEN', 'token-twice'],
    ['/cgi-bin/getcallbackip?x=$WX_TOKEN', 'unknown-placeholder'],
    ['/cgi-bin/getcallbackip?x=$WX_APPIDS', 'unknown-placeholder'],
    ['/cgi-bin/stable_token', 'takes-no-token'],
    [`/cgi-bin/${'x'.repeat(MAX_TARGET)}`, 'too-long'],
  ])('%j is not sent: %s', (target, reason) => {
    expect(checkRequest(draft({ target }))).toEqual([{ field: 'target', reason }])
  })

  test.each([
    '/cgi-bin/getcallbackip',
    '/cgi-bin/ticket/getticket?type=jsapi',
    '/cgi-bin/menu/get?name=%E8%8F%9C%E5%8D%95&x=$WX_APPID',
    '/cgi-bin/user/get?next_openid=',
    '/cgi-bin/x?url=https://a.example/b//c?d',
    '/cgi-bin/x?dots=../..',
  ])('%s may be sent', (target) => {
    expect(reasonsOf({ target })).toEqual([])
  })

  test('has a token of its own when none is attached', () => {
    expect(reasonsOf({ target: '/cgi-bin/getcallbackip?access_token=wrong', attachToken: false })).toEqual([])
    expect(reasonsOf({ target: '/cgi-bin/x?access_token=$WX_ACCESS_TOKEN', attachToken: false })).toEqual([])
    expect(reasonsOf({ target: '/cgi-bin/token?access_token=x', attachToken: false })).toEqual(['takes-no-token'])
  })

  property.prop([fc.string({ unit: 'binary' })])(
    'whatever is typed, what may be sent is plain and under /cgi-bin/',
    (typed) => {
      for (const target of [typed, `/cgi-bin/${typed}`]) {
        if (reasonsOf({ target }).length > 0) continue
        expect(target).toMatch(/^\/cgi-bin\/[!-~]+$/)
      }
    },
  )
})

describe('a body', () => {
  test.each<[string, RequestFaultReason]>([
    ['{', 'not-json'],
    ['a=1', 'not-json'],
    ['{"appid":$WX_APPID}', 'not-json'],
    [`{"secret":"${MARKER}"}`, 'hidden'],
    ['{"secret":"$WX_SECRET"}', 'unknown-placeholder'],
    [`"${'x'.repeat(MAX_REQUEST_BODY)}"`, 'too-long'],
  ])('%.60j is not sent: %s', (body, reason) => {
    expect(checkRequest(draft({ body }))).toMatchObject([{ field: 'body', reason }])
  })

  test('is told apart from the path, and says where it breaks', () => {
    expect(checkRequest(draft({ target: '/sns/x', body: '{\n "a": }' }))).toEqual([
      { field: 'target', reason: 'not-cgi-bin' },
      { field: 'body', reason: 'not-json', line: 2, column: 7 },
    ])
  })

  test('does not go with a GET, and may be missing', () => {
    expect(reasonsOf({ method: 'GET', body: '{}' })).toEqual(['body-on-get'])
    expect(reasonsOf({ body: '' })).toEqual([])
  })

  test('with a token that the endpoint would not take', () => {
    const target = '/cgi-bin/stable_token'
    const body = '{"secret":"$WX_APPSECRET"}'
    expect(reasonsOf({ target, body, attachToken: false })).toEqual([])
    expect(reasonsOf({ target, body: '{"t":"$WX_ACCESS_TOKEN"}', attachToken: false })).toEqual(['takes-no-token'])
  })
})

describe('what a request costs', () => {
  const force = (value: string) => `{"grant_type":"client_credential","force_refresh":${value}}`

  test.each<[string, string, RequestCost | undefined]>([
    ['/cgi-bin/token?grant_type=client_credential', '', 'classic-token'],
    ['/cgi-bin/%74oken', '', 'classic-token'],
    ['/cgi-bin/%2574oken', '', 'classic-token'],
    ['/cgi-bin/Token/', '', 'classic-token'],
    ['/cgi-bin/stable_token', '{}', undefined],
    ['/cgi-bin/stable_token', force('false'), undefined],
    ['/cgi-bin/stable_token', force('true'), 'force-refresh'],
    ['/cgi-bin/stable_token', force('"true"'), 'force-refresh'],
    ['/cgi-bin/stable_token', force(' 1'), 'force-refresh'],
    ['/cgi-bin/stable_token', String.raw`{"force\u005frefresh":true}`, 'force-refresh'],
    ['/cgi-bin/stable_token', '{"force_refresh":true,"force_refresh":false}', 'force-refresh'],
    ['/cgi-bin/stable_token', '{"force_refresh":false,"force_refresh":true}', 'force-refresh'],
    ['/cgi-bin/stable_token', '{"force_refresh" : true', 'force-refresh'],
    ['/cgi-bin/clear_quota', '{}', 'clear-quota'],
    ['/cgi-bin/clear_quota/v2?appid=x', '', 'clear-quota'],
    ['/cgi-bin/openapi/quota/clear', '{}', 'clear-api-quota'],
    ['/cgi-bin/openapi/quota/get', '{}', undefined],
    ['/cgi-bin/menu/delete', '', undefined],
    ['/cgi-bin/tokens', '', undefined],
  ])('%s %s: %s', (target, body, cost) => {
    expect(costOf({ target, body })).toBe(cost)
  })

  test('a token is handed out by two endpoints', () => {
    expect(tokenFamilyOf('/cgi-bin/token?x')).toBe('classic')
    expect(tokenFamilyOf('/cgi-bin/stable_token')).toBe('stable')
    expect(tokenFamilyOf('/cgi-bin/ticket/getticket')).toBeUndefined()
  })
})

test.each(Object.entries(requestPresets))('the preset %s can be sent as it is, and its reply is JSON', (_, preset) => {
  expect(checkRequest(preset)).toEqual([])
  expect(() => JSON.parse(preset.reply)).not.toThrow()
  expect(preset.docs).toMatch(/^https:\/\/developers\.weixin\.qq\.com\/doc\/[\w./-]+$/)
})

property.prop(
  [fc.string({ unit: fc.constantFrom('%', '2', '5', '3', '7', 'f', '%25', '%2', '/', 'a'), maxLength: 40 })],
  {
    seed: 20261127,
  },
)('a path is decoded as often as it takes, whatever its escapes are made of', (path) => {
  const once = (text: string) =>
    text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  let decoded = path.split('?')[0] ?? ''
  for (let next = once(decoded); next !== decoded; next = once(decoded)) decoded = next
  expect(endpointOf(path)).toBe(decoded.toLowerCase().replace(/\/+$/, ''))
})
