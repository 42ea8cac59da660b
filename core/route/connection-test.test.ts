import { expect, test } from 'vitest'
import type { ExchangeView } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { stepsOf } from './connection-test.ts'

const tls = { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', issuer: 'DigiCert Inc' }
const connection = { remoteAddress: '203.0.113.7', remotePort: 443, reused: false }
const told = (view: Partial<ExchangeView>, problem?: Problem) => {
  const steps = stepsOf({ ...testExchange(1), ...view }, problem ? { problem } : { status: 200, errcode: 41001 })
  return Object.fromEntries(steps.map(({ step, state, ...facts }) => [step, { state, ...facts }]))
}
const timeout = (phase: 'dns' | 'tcp' | 'tls' | 'wait'): Problem => ({
  code: 'timeout',
  host: 'api.weixin.qq.com',
  phase,
  limitMs: 5_000,
  retry: 'wait',
})

test('straight to WeChat, each step has its time and what it found', () => {
  const phases = { dns: 3, tcp: 10, tls: 20, send: 1, wait: 40, download: 2, total: 76 }
  const steps = told({ phases, connection: { ...connection, tls } })
  expect(steps).toEqual({
    proxy: { state: 'not-used' },
    dns: { state: 'ok', ms: 3, address: '203.0.113.7' },
    tcp: { state: 'ok', ms: 10, address: '203.0.113.7:443' },
    tls: { state: 'ok', ms: 20, tls },
    http: { state: 'ok', ms: 43, errcode: 41001 },
  })
})

test('through a proxy, name and TCP are its business', () => {
  const phases = { tunnel: 30, tls: 20, send: 1, wait: 40, download: 2, total: 93 }
  const steps = told({ phases, connection: { ...connection, remotePort: 1080, via: 'socks5://proxy:1080', tls } })
  expect(steps).toMatchObject({
    proxy: { state: 'ok', ms: 30, address: '203.0.113.7:1080' },
    dns: { state: 'not-used' },
    tcp: { state: 'not-used' },
    tls: { state: 'ok', tls },
  })
})

test('plain http on this computer has no TLS, and an address needs no DNS', () => {
  const phases = { tcp: 1, send: 1, wait: 1, download: 0, total: 3 }
  const steps = told({ origin: 'http://127.0.0.1:80', phases, connection: { ...connection, remoteAddress: '::1' } })
  expect(steps).toMatchObject({ dns: { state: 'not-used' }, tls: { state: 'not-used' }, tcp: { address: '[::1]:443' } })
})

test.each<[string, Partial<ExchangeView>, Problem, string, string[]]>([
  [
    'the name',
    { phases: { dns: 5, total: 5 } },
    { code: 'dns-not-found', host: 'x', retry: 'wait' },
    'dns',
    ['tcp', 'tls', 'http'],
  ],
  [
    'TCP',
    { phases: { dns: 5, tcp: 9, total: 14 } },
    { code: 'connection-refused', host: 'x', retry: 'wait' },
    'tcp',
    ['tls', 'http'],
  ],
  [
    'TLS',
    { phases: { dns: 5, tcp: 9, tls: 8, total: 22 }, connection },
    { code: 'tls', host: 'x', reason: 'CERT_HAS_EXPIRED', retry: 'never' },
    'tls',
    ['http'],
  ],
  ['the time', { phases: { dns: 5, tcp: 9, tls: 5_000, total: 5_014 } }, timeout('tls'), 'tls', ['http']],
  [
    'the answer',
    { phases: { dns: 5, tcp: 9, tls: 1, send: 1, wait: 9_000, total: 9_016 } },
    timeout('wait'),
    'http',
    [],
  ],
  [
    'an answer that is not WeChat’s',
    { phases: { tcp: 1, tls: 1, send: 0, wait: 1, download: 1, total: 4 } },
    { code: 'not-json', retry: 'never' },
    'http',
    [],
  ],
  [
    'the proxy',
    { phases: { tunnel: 4, total: 4 } },
    { code: 'proxy-auth', proxy: 'http://p:1', reason: 'needed', retry: 'never' },
    'proxy',
    ['tls', 'http'],
  ],
])('%s fails, and what comes after is not reached', (_name, view, problem, failed, notReached) => {
  const steps = told(view, problem)
  expect(steps[failed]).toMatchObject({ state: 'failed', problem })
  expect(
    Object.entries(steps)
      .filter(([, { state }]) => state === 'not-reached')
      .map(([step]) => step),
  ).toEqual(notReached)
})
