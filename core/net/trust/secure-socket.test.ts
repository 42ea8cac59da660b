import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type TlsOptions } from 'node:tls'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'mp-console-tls-'))
const caFile = join(folder, 'ca.pem')
const keylog = join(folder, 'keys.log')
let pems: Awaited<ReturnType<typeof generate>>
const closing: (() => unknown)[] = []
beforeAll(async () => {
  const altNames = [{ type: 2, value: 'localhost' } as const, { type: 7, ip: '127.0.0.1' } as const]
  pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames }],
  })
  writeFileSync(caFile, pems.cert)
})
afterAll(() => {
  for (const close of closing) close()
  rmSync(folder, { recursive: true })
})

/** A client's data after the handshake, as the server received it. */
async function serve(options: TlsOptions = {}) {
  let heard = ''
  const server = createServer({ key: pems.private, cert: pems.cert, ...options }, (socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      heard += chunk.toString()
    })
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, heard: () => heard }
}

/** A client in a process of its own, since Node reads these variables when it starts. */
async function connect(port: number, env: Record<string, string>, trust: string) {
  const module = JSON.stringify(new URL('./secure-socket.ts', import.meta.url).href)
  const script = `
    import { openSecureSocket, secureContextOf } from ${module}
    const socket = openSecureSocket({ host: '127.0.0.1', port: ${port} }, 'localhost', ${trust})
    socket.once('secureConnect', () => socket.end('SECRET', () => console.log('open', socket.getProtocol())))
    socket.once('error', (error) => console.log('closed', error.code))
  `
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) child[name]?.on('data', (chunk) => (text[name] += chunk))
  await once(child, 'close')
  return { said: text.stdout.trim(), stderr: text.stderr }
}

const ownTrust = () => `secureContextOf([${JSON.stringify(pems.cert)}])`

describe('a certificate that nobody vouches for is refused, whatever the environment says', () => {
  test.each<[name: string, env: () => Record<string, string>]>([
    ['nothing', () => ({})],
    ['NODE_TLS_REJECT_UNAUTHORIZED=0', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })],
    ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: caFile })],
    ['SSL_CERT_FILE and --use-openssl-ca', () => ({ SSL_CERT_FILE: caFile, NODE_OPTIONS: '--use-openssl-ca' })],
    ['SSL_CERT_FILE and --use-system-ca', () => ({ SSL_CERT_FILE: caFile, NODE_OPTIONS: '--use-system-ca' })],
    ['SSL_CERT_FILE and NODE_USE_SYSTEM_CA', () => ({ SSL_CERT_FILE: caFile, NODE_USE_SYSTEM_CA: '1' })],
  ])('%s', async (_name, env) => {
    const server = await serve()
    for (const trust of ['undefined', 'secureContextOf([])']) {
      expect((await connect(server.port, env(), trust)).said).toBe('closed DEPTH_ZERO_SELF_SIGNED_CERT')
    }
    expect(server.heard()).toBe('')
  })
})

test('a certificate for another name is refused, too', async () => {
  const other = await generate([{ name: 'commonName', value: 'other.example' }])
  const server = await serve({ key: other.private, cert: other.cert })
  const trust = `secureContextOf([${JSON.stringify(other.cert)}])`
  const { said } = await connect(server.port, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, trust)
  expect([said, server.heard()]).toEqual(['closed ERR_TLS_CERT_ALTNAME_INVALID', ''])
})

describe('an old TLS is not spoken', () => {
  test.each(['TLSv1', 'TLSv1.1'] as const)('%s', async (version) => {
    const server = await serve({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' })
    const env = { NODE_OPTIONS: '--tls-min-v1.0 --tls-max-v1.2 --tls-cipher-list=ALL:@SECLEVEL=0' }
    expect((await connect(server.port, env, ownTrust())).said).toMatch(/^closed ERR_SSL_/)
    expect(server.heard()).toBe('')
  })

  test('nor ciphers that the environment names', async () => {
    const server = await serve({ maxVersion: 'TLSv1.2', ciphers: 'NULL-SHA256:aNULL:eNULL:@SECLEVEL=0' })
    const env = { NODE_OPTIONS: '--tls-cipher-list=ALL:eNULL:aNULL:@SECLEVEL=0' }
    expect((await connect(server.port, env, ownTrust())).said).toMatch(/^closed /)
    expect(server.heard()).toBe('')
  })
})

test('neither keys nor what is sent are written down', async () => {
  const server = await serve()
  const env = { NODE_OPTIONS: `--tls-keylog=${keylog} --trace-tls`, SSLKEYLOGFILE: keylog }
  const { said, stderr } = await connect(server.port, env, ownTrust())
  expect(said).toBe('open TLSv1.3')
  expect(existsSync(keylog)).toBe(false)
  expect(stderr).not.toMatch(/Record|Content Type|SECRET/)
})

const root = join(import.meta.dirname, '../../..')
const sources = globSync('{contract,core,electron,webhost,renderer}/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$|\/testing\/|^core\/sandbox\//.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

const filesWith = (pattern: RegExp) => sources.flatMap(({ file, text }) => (pattern.test(text) ? [file] : [])).sort()

describe('nothing leaves this computer but through these files', () => {
  const http = [
    'core/net/proxy/tunnel.ts',
    'core/net/transport/http-connection.ts',
    'core/net/transport/network-problem.ts',
  ]
  test.each<[what: string, pattern: RegExp, files: string[]]>([
    [
      'TLS is opened',
      /import (?!type )[^']*\b(?:connect|createSecureContext)\b[^']* from 'node:tls'|new TLSSocket|tls\.connect/,
      ['core/net/trust/secure-socket.ts'],
    ],
    [
      'checks are switched on or off',
      /rejectUnauthorized|checkServerIdentity|setDefaultCACertificates|setCertificateVerifyProc/,
      ['core/net/trust/secure-socket.ts'],
    ],
    [
      'TCP is opened; the second file reads a pipe that was inherited',
      /\bconnect\b[^;\n]* from 'node:net'|net\.connect|new Socket\(/,
      ['core/net/transport/connector.ts', 'webhost/passphrase/passphrase-input.ts'],
    ],
    ['HTTP is spoken', /^import (?!type )[^\n]* from '(?:undici|node:https|node:http2|node:dgram)'/m, http],
  ])('%s', (_what, pattern, files) => {
    expect(filesWith(pattern)).toEqual(files)
  })

  test('fetch is called; in core, where functions of its own have this name, the linter looks for it', () => {
    const others = filesWith(/(?<![.\w])fetch\(|net\.(?:fetch|request)\(/).filter(
      (file) => !/^(?:core|contract)/.test(file),
    )
    expect(others).toEqual(['renderer/bridge/link.ts', 'renderer/bridge/session-key.ts'])
  })
})
