import { test as property } from '@fast-check/vitest'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { texts } from '#i18n/index.ts'
import { maskSecrets } from './mask.ts'
import { type Recognised, recognise } from './recognise.ts'
import { pitfallOf, pitfalls, type Topic, topicInfo } from './topics.ts'

/** Lines of a log or a terminal, and the topic of each. */
const topics: [topic: Topic, text: string, detail?: string][] = [
  [
    'scheme-in-host',
    'Error: getaddrinfo ENOTFOUND https://api.weixin.qq.com\n    at GetAddrInfoReqWrap',
    'https://api.weixin.qq.com',
  ],
  [
    'scheme-in-host',
    "{ errno: -3008, code: 'ENOTFOUND', hostname: 'https://api.weixin.qq.com' }",
    'https://api.weixin.qq.com',
  ],
  ['path-in-host', 'getaddrinfo ENOTFOUND api.weixin.qq.com/cgi-bin/token', 'api.weixin.qq.com/cgi-bin/token'],
  ['name-not-found', 'getaddrinfo ENOTFOUND api.weixin.qq.com', 'api.weixin.qq.com'],
  ['name-not-found', 'curl: (6) Could not resolve host: api.wexin.qq.com', 'api.wexin.qq.com'],
  ['name-temporary', 'getaddrinfo EAI_AGAIN api.weixin.qq.com'],
  ['missing-end', 'Error: socket hang up\n  code: ECONNRESET'],
  [
    'missing-end',
    "requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
  ],
  ['reset', 'read ECONNRESET'],
  ['missing-scheme', "TypeError [ERR_INVALID_URL]: Invalid URL\n  input: 'api.weixin.qq.com/cgi-bin/token'"],
  ['wrong-module', 'TypeError [ERR_INVALID_PROTOCOL]: Protocol "http:" not supported. Expected "https:"'],
  ['unescaped-path', 'TypeError [ERR_UNESCAPED_CHARACTERS]: Request path contains unescaped characters'],
  ['plain-port', 'write EPROTO 140:error:1408F10B:SSL routines:ssl3_get_record:wrong version number'],
  ['refused', 'connect ECONNREFUSED 127.0.0.1:7890', '127.0.0.1:7890'],
  ['timed-out', 'connect ETIMEDOUT 101.91.34.103:443'],
  ['timed-out', 'java.net.SocketTimeoutException: Read timed out'],
  ['certificate', 'unable to verify the first certificate; code: UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['certificate', 'sun.security.validator.ValidatorException: PKIX path building failed'],
  ['proxy', 'Error: tunneling socket could not be established, statusCode=407'],
  ['chunked', 'HTTP/1.1 412 Precondition Failed'],
  ['chunked', 'Request failed with status code 412', '412'],
  ['gateway-refused', 'Request failed with status code 403', '403'],
  ['gateway-failed', 'HTTP/1.1 502 Bad Gateway', '502'],
  ['not-json', 'SyntaxError: Unexpected token < in JSON at position 0'],
  ['missing-field', "KeyError: 'access_token'"],
  ['no-listener', "node:events:497\n      throw er; // Unhandled 'error' event"],
  [
    'scheme-in-host',
    "https.request({ hostname: 'https://api.weixin.qq.com', path: '/' })",
    'https://api.weixin.qq.com',
  ],
  ['path-in-host', "https.get({ host: 'api.weixin.qq.com/cgi-bin' })", 'api.weixin.qq.com/cgi-bin'],
  ['missing-end', 'const req = https.request(options, (res) => {})'],
  ['missing-scheme', "https.get('api.weixin.qq.com/cgi-bin/token')"],
  ['plain-http', "http.get('http://api.weixin.qq.com/cgi-bin/token')"],
  ['success', '{"errcode":0,"errmsg":"ok"}'],
  ['rid-only', '64d20329-254dc72d-4b59c863'],
]

test.each(topics)('%s: %s', (topic, text, detail) => {
  expect(recognise(text)).toMatchObject({ kind: 'topic', topic, ...(detail && { detail }) })
})

const errcodes: [text: string, expected: Partial<Recognised> & Record<string, unknown>][] = [
  [
    '{"errcode":40164,"errmsg":"invalid ip 8.149.1.108 ipv6 ::ffff:8.149.1.108, not in whitelist rid: 64d20329-254dc72d-4b59c863"}',
    { errcode: 40164, seenIp: '8.149.1.108', rid: '64d20329-254dc72d-4b59c863' },
  ],
  [
    '{"errcode":61004,"errmsg":"access clientip is not registered requestIP: 113.90.232.7"}',
    { errcode: 61004, seenIp: '113.90.232.7' },
  ],
  [
    '{"errcode":"40001","errmsg":"invalid credential"}',
    { errcode: 40001, endpoint: 'api', errmsg: 'invalid credential' },
  ],
  ['POST /cgi-bin/stable_token {"errcode":40001,"errmsg":"invalid credential"}', { errcode: 40001, endpoint: 'token' }],
  [
    '{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details"}',
    { errcode: 40001, endpoint: 'api' },
  ],
  ["{'errcode': 40013, 'errmsg': 'invalid appid'}", { errcode: 40013 }],
  [
    '"body":"{\\"errcode\\":42001,\\"errmsg\\":\\"access_token expired\\"}"',
    { errcode: 42001, errmsg: 'access_token expired' },
  ],
  ["['errcode' => 45009, 'errmsg' => 'reach max api daily quota limit']", { errcode: 45009 }],
  ['错误代码：40125，错误信息：invalid appsecret', { errcode: 40125, errmsg: 'invalid appsecret' }],
  ['{"errcode":-1,"errmsg":"system error"}', { errcode: -1 }],
  ['{"errcode":41002,"errmsg":"appid missing"}', { errcode: 41002, topic: 'form-body' }],
  ['{"errcode":43003,"errmsg":"require https"}', { errcode: 43003, topic: 'plain-http' }],
  ['40164', { errcode: 40164 }],
  ['{"errcode":99999,"errmsg":"odd news"}', { errcode: 99999, errmsg: 'odd news' }],
]

test.each(errcodes)('an errcode: %s', (text, expected) => {
  expect(recognise(text)).toMatchObject({ kind: 'errcode', ...expected })
})

test.each(['', 'hello', '12345', 'status: 200', '{"access_token":"x"}'])('%j is nothing known', (text) => {
  expect(recognise(text)).toEqual({ kind: 'nothing' })
})

test('a text of any length takes no time, and only its beginning counts', () => {
  expect(recognise(`${'-'.repeat(5_000_000)}ECONNRESET`)).toEqual({ kind: 'nothing' })
})

const SECRET = '0123456789abcdef0123456789abcdef'
const TOKEN = `92_${'kQm3-sEcret_'.repeat(12)}`

describe('a secret in what was pasted', () => {
  test.each([
    `{"errcode":40125,"errmsg":"invalid appsecret ${SECRET}"}`,
    `GET https://api.weixin.qq.com/cgi-bin/token?appid=wx3f9a1c07d2b84e65&secret=${SECRET} socket hang up`,
    `{"errcode":40001,"errmsg":"invalid credential ${TOKEN}"}`,
    `getaddrinfo ENOTFOUND https://api.weixin.qq.com/cgi-bin/getcallbackip?access_token=${TOKEN}`,
    `{"access_token":"${TOKEN}"}`,
    `appsecret: ${SECRET.toUpperCase()}`,
    `Authorization: Bearer abcdefghijklmnopqrstuvwxyz`,
  ])('is not in what is said of it: %s', (text) => {
    const said = JSON.stringify(recognise(text)) + maskSecrets(text)
    for (const secret of [SECRET, SECRET.toUpperCase(), TOKEN, 'abcdefghijklmnopqrstuvwxyz']) {
      expect(said).not.toContain(secret)
      expect(said).not.toContain(secret.slice(4, -4))
    }
  })

  const around = fc.constantFrom(' ', '"', "'", ',', '\n', '&', '{"a":"', '中')
  const hex = fc.stringMatching(/^[0-9a-f]{32}$/)
  const token = fc.stringMatching(/^\d{2}_[A-Za-z0-9_-]{60,400}$/)
  property.prop([fc.oneof(hex, token), around, around])('never stays, wherever it stands', (secret, before, after) => {
    const text = `socket hang up${before}${secret}${after}`
    expect(maskSecrets(text)).toHaveLength(text.length)
    expect(maskSecrets(text)).not.toContain(secret)
    expect(JSON.stringify(recognise(text))).not.toContain(secret)
  })
})

test('what is no secret is left as it is', () => {
  const text =
    'wx3f9a1c07d2b84e65 64d20329-254dc72d-4b59c863 access_token is invalid or not latest, /cgi-bin/get_api_domain_ip'
  expect(maskSecrets(text)).toBe(text)
})

test('every topic and every pitfall has its words in both languages', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    expect(Object.keys(texts[language].explain.topic).sort()).toEqual(Object.keys(topicInfo).sort())
    for (const words of Object.values(texts[language].explain.topic)) {
      for (const text of Object.values(words)) expect(text.trim()).not.toBe('')
    }
  }
  expect(pitfalls.every((pitfall) => pitfall in topicInfo)).toBe(true)
})

test.each([
  [{ code: 'dns-not-found', host: 'https://api.weixin.qq.com' }, 'scheme-in-host'],
  [{ code: 'dns-not-found', host: 'api.weixin.qq.com/cgi-bin' }, 'path-in-host'],
  [{ code: 'dns-not-found', host: 'api.weixin.qq.com' }, undefined],
  [{ code: 'connection-reset', phase: 'wait' }, 'missing-end'],
  [{ code: 'connection-reset', phase: 'download' }, undefined],
  [{ code: 'http-status', status: 412 }, 'chunked'],
  [{ code: 'http-status', status: 502 }, undefined],
  [{ code: 'wechat', errcode: 43003 }, 'plain-http'],
  [{ code: 'wechat', errcode: 41002 }, 'form-body'],
  [{ code: 'wechat', errcode: 40164 }, undefined],
] as const)('an exchange that failed with %o is like %s', (problem, pitfall) => {
  expect(pitfallOf(problem)).toBe(pitfall)
})
