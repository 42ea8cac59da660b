import { runInNewContext } from 'node:vm'
import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { httpsModule, literal, undiciModule } from './javascript.ts'
import { SECRET_MARKER, testCall } from './testing/calls.ts'

const headers: [string, string][] = [
  ['user-agent', 'mp-console/0.1.0'],
  ['x-twice', 'a'],
  ['X-Twice', 'b'],
]

test('a call with undici, the token from the environment and encoded', () => {
  expect(undiciModule(testCall({ headers }))).toBe(`import { request } from 'undici'

const { WX_ACCESS_TOKEN } = process.env
if (!WX_ACCESS_TOKEN) throw new Error('Set WX_ACCESS_TOKEN in the environment')

const { statusCode, headers, body } = await request(
  'https://api.weixin.qq.com/cgi-bin/getcallbackip?access_token=' + encodeURIComponent(WX_ACCESS_TOKEN),
  {
    method: 'GET',
    headers: {
      'user-agent': 'mp-console/0.1.0',
      'x-twice': ['a', 'b'],
    },
  },
)
console.error(statusCode, headers)
console.log(await body.text())
`)
})

test('a call with Node alone says how long its body is', () => {
  const call = testCall({
    method: 'POST',
    url: 'https://api.weixin.qq.com/cgi-bin/stable_token',
    headers: [['content-type', 'application/json']],
    body: `{"appid":"wx","secret":"${SECRET_MARKER}"}`,
  })
  expect(httpsModule(call)).toBe(`import { request } from 'node:https'

const { WX_APPSECRET } = process.env
if (!WX_APPSECRET) throw new Error('Set WX_APPSECRET in the environment')

const body = '{"appid":"wx","secret":"' + WX_APPSECRET + '"}'
const req = request(
  'https://api.weixin.qq.com/cgi-bin/stable_token',
  {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  },
  (res) => {
    const chunks = []
    res.on('data', (chunk) => chunks.push(chunk))
    res.on('end', () => {
      console.error(res.statusCode, res.headers)
      console.log(Buffer.concat(chunks).toString())
    })
  },
)
req.on('error', (error) => {
  throw error
})
req.end(body)
`)
})

test('plain http, as on loopback, is asked for with its own module', () => {
  expect(httpsModule(testCall({ url: 'http://127.0.0.1:1/' }))).toContain("from 'node:http'\n")
})

property.prop([fc.string({ unit: 'binary' })], { seed: 20261125, numRuns: 1000 })(
  'any text is the same text in JavaScript',
  (text) => {
    expect(runInNewContext(literal(text))).toBe(text)
  },
)
