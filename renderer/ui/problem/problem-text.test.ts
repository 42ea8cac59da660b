import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Problem, ProblemCode } from '#contract/problem.ts'
import { showLanguage, startTexts } from '#renderer/i18n.ts'
import { problemText } from './problem-text.ts'

const host = 'api.weixin.qq.com'
const proxy = 'socks5://127.0.0.1:1080'
const wechat = { code: 'wechat', errcode: 40164, errmsg: 'invalid ip', endpoint: 'token', retry: 'never' } as const

/** One of each: a code without a sample does not compile. */
const samples: { [Code in ProblemCode]: Extract<Problem, { code: Code }> } = {
  'dns-not-found': { code: 'dns-not-found', host, retry: 'never' },
  'dns-temporary': { code: 'dns-temporary', host, retry: 'wait' },
  'connection-refused': { code: 'connection-refused', host, retry: 'wait' },
  'connection-reset': { code: 'connection-reset', host, phase: 'wait', retry: 'wait' },
  timeout: { code: 'timeout', host, phase: 'tls', limitMs: 10_000, retry: 'wait' },
  tls: { code: 'tls', host, reason: 'CERT_HAS_EXPIRED', retry: 'never' },
  network: { code: 'network', host, reason: 'EHOSTUNREACH', retry: 'wait' },
  'not-loopback': { code: 'not-loopback', host, address: '203.0.113.7', retry: 'never' },
  'proxy-unreachable': { code: 'proxy-unreachable', proxy, reason: 'ECONNREFUSED', retry: 'wait' },
  'proxy-auth': { code: 'proxy-auth', proxy, reason: 'needed', retry: 'never' },
  'proxy-refused': { code: 'proxy-refused', proxy, host, answer: 'HTTP 403', retry: 'wait' },
  'proxy-not-understood': { code: 'proxy-not-understood', proxy, retry: 'wait' },
  'proxy-password-needed': { code: 'proxy-password-needed', proxy, reason: 'memory-only', retry: 'never' },
  'system-proxy-invalid': { code: 'system-proxy-invalid', reason: 'unsupported-scheme', retry: 'never' },
  'ca-file-invalid': { code: 'ca-file-invalid', path: '/etc/corp.pem', reason: 'not-found', retry: 'never' },
  'redirect-refused': { code: 'redirect-refused', status: 302, location: 'https://example.com', retry: 'never' },
  'http-status': { code: 'http-status', status: 412, retry: 'never' },
  'not-http': { code: 'not-http', retry: 'never' },
  'bad-encoding': { code: 'bad-encoding', encoding: 'br', retry: 'never' },
  truncated: { code: 'truncated', receivedBytes: 12, retry: 'wait' },
  'not-json': { code: 'not-json', retry: 'never' },
  'wrong-shape': { code: 'wrong-shape', field: 'ip_list', retry: 'never' },
  'too-large': { code: 'too-large', limitBytes: 4 * 1024 * 1024, retry: 'never' },
  'empty-token': { code: 'empty-token', retry: 'never' },
  'bad-expires-in': { code: 'bad-expires-in', retry: 'never' },
  wechat,
  'secret-needed': { code: 'secret-needed', reason: 'memory-only', retry: 'never' },
  'vault-unreadable': { code: 'vault-unreadable', reason: 'io', retry: 'backoff' },
  'secret-not-removed': { code: 'secret-not-removed', reason: 'no-space', retry: 'never' },
  'console-failed': { code: 'console-failed', retry: 'backoff' },
  'account-not-found': { code: 'account-not-found', retry: 'never' },
  'exchange-not-found': { code: 'exchange-not-found', retry: 'never' },
  'exchange-unreadable': { code: 'exchange-unreadable', retry: 'never' },
  'body-incomplete': { code: 'body-incomplete', size: 1_500_000, left: 0, retry: 'never' },
  'ip-list-unreadable': { code: 'ip-list-unreadable', retry: 'never' },
  'ip-list-not-found': { code: 'ip-list-not-found', retry: 'never' },
  'no-addresses': { code: 'no-addresses', received: 3, exchangeId: 1, retry: 'never' },
  'no-token': { code: 'no-token', retry: 'never' },
  'origin-invalid': { code: 'origin-invalid', reason: 'has-path', retry: 'never' },
  'confirm-origin': { code: 'confirm-origin', origin: 'https://example.com', retry: 'never' },
  'confirm-classic': { code: 'confirm-classic', retry: 'never' },
  'confirm-classic-renewal': { code: 'confirm-classic-renewal', retry: 'never' },
  'confirm-force': { code: 'confirm-force', usedToday: 3, limit: 20, waitMs: 0, retry: 'never' },
  'force-too-soon': { code: 'force-too-soon', waitMs: 12_000, retry: 'never' },
  'wrong-family': { code: 'wrong-family', reason: 'only-stable-is-forced', retry: 'never' },
  'request-invalid': { code: 'request-invalid', field: 'target', reason: 'host', retry: 'never' },
  'confirm-request': { code: 'confirm-request', cost: 'clear-quota', retry: 'never' },
  cancelled: { code: 'cancelled', retry: 'never' },
  'sandbox-unavailable': { code: 'sandbox-unavailable', retry: 'never' },
  'read-only': { code: 'read-only', retry: 'never' },
  'too-many-pages': { code: 'too-many-pages', limit: 4, retry: 'never' },
  'host-declined': { code: 'host-declined', capability: 'clipboard', retry: 'never' },
}

beforeAll(startTexts)

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  beforeAll(() => showLanguage(language))

  const say = (problem: Parameters<typeof problemText>[1]) =>
    problemText(i18next.getFixedT(language, ['problem', 'errcode', 'exchange', 'host']), problem)

  test.each(Object.values(samples))('$code leaves no blank open', (problem) => {
    const words = Object.values(say(problem))
    expect(words.every((text) => text.length > 0)).toBe(true)
    expect(words.join()).not.toMatch(/\{\{|undefined/)
  })

  test('an errcode speaks by the catalogue and keeps its number', () => {
    expect(say(wechat).title).toContain('40164')
    expect(say(wechat).why).not.toContain('invalid ip')
  })

  test('an errcode that is not in the catalogue speaks in WeChat’s words', () => {
    expect(say({ ...wechat, errcode: 99999, errmsg: 'odd news' }).why).toBe('odd news')
  })

  test('a lost host is said in one sentence', () => {
    expect(say({ code: 'host-lost' })).toMatchObject({ why: '', todo: '' })
  })
})

test('limits are written as a person writes them', () => {
  const say = (problem: Problem) =>
    Object.values(problemText(i18next.getFixedT('en', ['problem', 'errcode', 'exchange', 'host']), problem)).join()
  expect(say(samples.timeout)).toContain('10.0 s')
  expect(say(samples['too-large'])).toContain('4.0 MiB')
  expect(say(samples['connection-reset'])).toContain('Wait')
})

test('nothing in what a peer said turns our sentence around', () => {
  const why = (problem: Problem) =>
    problemText(i18next.getFixedT('en', ['problem', 'errcode', 'exchange', 'host']), problem).why
  expect(why({ ...wechat, errcode: 99_999, errmsg: 'no \u202eelor' })).toBe('no [U+202E]elor')
  expect(why({ ...samples['dns-not-found'], host: 'a\u200b.com' })).not.toContain('\u200b')
})
