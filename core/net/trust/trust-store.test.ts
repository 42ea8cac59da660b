import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, rootCertificates } from 'node:tls'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reply, startWireServer, type WireServer } from '#core/net/testing/wire-server.ts'
import { problemOf } from '#core/wechat/testing/bench.ts'
import { write } from '#core/wechat/testing/hostile-corpus.ts'
import { createTrustStore, readCaFile, type TrustedCertificates } from './trust-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'mp-console-ca-'))
afterAll(() => rmSync(folder, { recursive: true }))
const logged: string[] = []
const log = { info() {}, warn: (message: string) => void logged.push(message), error() {} }

let server: WireServer
let other: string
beforeAll(async () => {
  server = await startWireServer(write(reply('{}')), { tls: true })
  other = (await generate([{ name: 'commonName', value: 'other' }])).cert
  return () => server.close()
})

let files = 0
function fileOf(content: string): string {
  const file = join(folder, `${++files}.pem`)
  writeFileSync(file, content)
  return file
}

/** `undefined` when the handshake ends well. */
function handshake(trust: TrustedCertificates): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({
      port: server.port,
      host: '127.0.0.1',
      servername: 'localhost',
      secureContext: trust.context(),
    })
    socket.once('secureConnect', () => {
      socket.destroy()
      resolve(undefined)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
  })
}

test('what the system trusts is trusted, which Node alone does not do', async () => {
  const trusting = (system: () => string[]) => createTrustStore({ caFile: () => '', log, system }).current()
  expect(await handshake(await trusting(() => []))).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  expect(await handshake(await trusting(() => [server.ca ?? '']))).toBeUndefined()
})

test('a file of one’s own is trusted beside them, between other words and other certificates', async () => {
  const file = fileOf(`subject=/CN=corp\n${other}\n\n${server.ca}\n# end`)
  const trustStore = createTrustStore({ caFile: () => file, log, system: () => [] })
  const trust = await trustStore.current()
  expect(await handshake(trust)).toBeUndefined()
  expect(await trustStore.current()).toBe(trust)
})

test('a file that changes is read again, and another set of certificates has another id', async () => {
  const file = fileOf(other)
  const trustStore = createTrustStore({ caFile: () => file, log, system: () => [] })
  const before = await trustStore.current()
  expect(await handshake(before)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  writeFileSync(file, server.ca ?? '')
  utimesSync(file, 1, 1)
  const after = await trustStore.current()
  expect(after.id).not.toBe(before.id)
  expect(await handshake(after)).toBeUndefined()
})

test.each<[name: string, system: () => string[], told: string[]]>([
  [
    'cannot be read',
    () => {
      throw new Error('no keychain')
    },
    ["the system's certificates cannot be read"],
  ],
  ['are broken', () => ['-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----'], []],
])('where the system’s certificates %s, the built-in ones and one’s own are left', async (_name, system, told) => {
  logged.length = 0
  const file = fileOf(server.ca ?? '')
  const trust = await createTrustStore({ caFile: () => file, log, system }).current()
  expect(await handshake(trust)).toBeUndefined()
  expect(logged).toEqual(told)
})

test('nothing is read or made before a connection needs it', async () => {
  let reads = 0
  const trustStore = createTrustStore({
    caFile: () => '',
    log,
    system() {
      reads++
      return [...rootCertificates.slice(0, 1)]
    },
  })
  const trust = await trustStore.current()
  expect(reads).toBe(0)
  trust.context()
  expect(trust.context()).toBe(trust.context())
  expect(reads).toBe(1)
})

const broken = () => (server.ca ?? '').replace(/[A-Za-z0-9+/]{40}/, 'A'.repeat(40))
test.each<[name: string, path: () => string, reason: string]>([
  ['a path from nowhere', () => 'certs/corp.pem', 'not-absolute'],
  ['no such file', () => join(folder, 'missing.pem'), 'not-found'],
  ['a file in a folder that is none', () => join(fileOf(''), 'x.pem'), 'not-readable'],
  [
    'a folder',
    () => {
      mkdirSync(join(folder, 'sub'))
      return join(folder, 'sub')
    },
    'not-readable',
  ],
  ['nothing in it', () => fileOf(''), 'no-certificate'],
  [
    'a key and no certificate',
    () => fileOf('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'),
    'no-certificate',
  ],
  ['a broken certificate', () => fileOf(broken()), 'no-certificate'],
  [
    'bytes that are no text',
    () => fileOf(String.fromCharCode(...Array.from({ length: 256 }, (_, at) => at))),
    'no-certificate',
  ],
  ['two megabytes', () => fileOf('x'.repeat(2 * 1024 * 1024)), 'too-large'],
])('%s is refused by name', async (_name, path, reason) => {
  const file = path()
  const refusal = { code: 'ca-file-invalid', path: file, reason, retry: 'never' }
  expect(await problemOf(readCaFile(file))).toEqual(refusal)
  expect(await problemOf(createTrustStore({ caFile: () => file, log }).current())).toEqual(refusal)
})
