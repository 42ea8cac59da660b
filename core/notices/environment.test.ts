import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { environmentNotices } from './environment.ts'

const certificates = { extra: () => ['mine\n'], believed: () => ['one', 'two\n'] }
const told = (environment: Record<string, string>, extra = certificates.extra) =>
  environmentNotices(environment, { ...certificates, extra })

test.each<[environment: Record<string, string>, code: string, names: string]>([
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'environment-ignored', 'NODE_TLS_REJECT_UNAUTHORIZED'],
  [{ NODE_EXTRA_CA_CERTS: '/home/a/ca.pem' }, 'environment-ignored', 'NODE_EXTRA_CA_CERTS'],
  [{ SSLKEYLOGFILE: '/tmp/keys' }, 'environment-ignored', 'SSLKEYLOGFILE'],
  [
    { NODE_OPTIONS: '--tls-min-v1.0 --tls_keylog=/tmp/k "--insecure-http-parser" --max-old-space-size=100' },
    'environment-ignored',
    'NODE_OPTIONS --insecure-http-parser, NODE_OPTIONS --tls-keylog, NODE_OPTIONS --tls-min-v1.0',
  ],
  [{ SSL_CERT_FILE: '/home/a/ca.pem' }, 'environment-trusts', 'SSL_CERT_FILE'],
  [{ SSL_CERT_DIR: '/etc/ssl/certs:/tmp/certs' }, 'environment-trusts', 'SSL_CERT_DIR'],
  [{ SSL_CERT_FILE: '/etc/../tmp/ca.pem' }, 'environment-trusts', 'SSL_CERT_FILE'],
  [{ OPENSSL_CONF: 'weak.cnf' }, 'environment-trusts', 'OPENSSL_CONF'],
  [{ NODE_OPTIONS: '--openssl-legacy-provider' }, 'environment-trusts', 'NODE_OPTIONS --openssl-legacy-provider'],
  [{ NODE_OPTIONS: '--inspect=0.0.0.0:9229' }, 'environment-exposes', 'NODE_OPTIONS --inspect'],
  [{ NODE_OPTIONS: '-r ./a.cjs' }, 'environment-exposes', 'NODE_OPTIONS -r'],
  [{ LD_PRELOAD: '/tmp/a.so' }, 'environment-exposes', 'LD_PRELOAD'],
])('%o is told: %s', (environment, code, names) => {
  expect(told(environment)).toEqual([{ code, names }])
})

test.each<Record<string, string>>([
  {},
  { NODE_TLS_REJECT_UNAUTHORIZED: '1', NODE_EXTRA_CA_CERTS: '', LD_PRELOAD: '' },
  { SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt', SSL_CERT_DIR: '/etc/ssl/certs:/usr/share/certs' },
  { NODE_OPTIONS: '--max-old-space-size=4096 --dns-result-order=ipv4first --title=--inspect' },
])('%o is nothing to tell', (environment) => {
  expect(told(environment)).toEqual([])
})

test('extra certificates that are believed all the same are nothing to tell', () => {
  const environment = { NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt' }
  expect(told(environment, () => ['two', 'one\n'])).toEqual([])
  expect(told(environment, () => ['two', 'three'])).toMatchObject([{ code: 'environment-ignored' }])
  const unreadable = () => {
    throw new Error('no such list')
  }
  expect(told(environment, unreadable)).toMatchObject([{ code: 'environment-ignored' }])
})

test('all of it at once is three notices, and none holds a value', () => {
  const notices = told({ NODE_TLS_REJECT_UNAUTHORIZED: '0', LD_PRELOAD: 'VALUE', OPENSSL_CONF: 'VALUE' })
  expect(notices.map(({ code }) => code)).toEqual(['environment-ignored', 'environment-trusts', 'environment-exposes'])
  expect(JSON.stringify(notices)).not.toContain('VALUE')
})

test.each([
  ['undici', 'undici'],
  ['HTTP,tls', 'http,tls'],
  ['s*', 'stream'],
  ['*', 'child_process,fetch,http,http2,https,net,stream,tls,undici,websocket'],
  ['module,timers', ''],
  ['', ''],
])('NODE_DEBUG=%s prints what is sent by: %s', (value, sets) => {
  const module = JSON.stringify(new URL('./environment.ts', import.meta.url).href)
  const script = `import { printingDebugSets } from ${module}\nprocess.stdout.write(printingDebugSets().join())`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_DEBUG: value },
    encoding: 'utf8',
  })
  expect(stdout).toBe(sets)
})
