import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '../../contract/problem.ts'
import { MAX_RECORDED_BODY } from '../exchange/exchange-store.ts'
import { MAX_REPLY_BYTES } from './recorder.ts'
import { type Bench, createBench, problemOf } from './testing/bench.ts'
import { nextHeadArrives, reply, type Script, startWireServer, type WireServer } from './testing/wire-server.ts'

const credential = { appId: 'wx0123456789abcdef', appSecret: 'feedfacefeedfacefeedfacefeedface' }
const token = `75_${'Tok-en_9'.repeat(17)}`
const good = JSON.stringify({ access_token: token, expires_in: 7200 })

let bench: Bench
let server: WireServer | undefined

beforeEach(() => {
  bench = createBench()
})
afterEach(async () => {
  bench.close()
  await server?.close()
  server = undefined
})

const write =
  (...parts: (string | Uint8Array)[]): Script =>
  (socket) => {
    for (const part of parts) socket.write(part)
  }
const writeAndEnd =
  (...parts: (string | Uint8Array)[]): Script =>
  (socket) => {
    socket.end(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))))
  }
/** A reset destroys what the client has not read yet, so one after a whole head waits until that has arrived. */
const resetAfter =
  (sent: string): Script =>
  async (socket) => {
    const read = sent.includes('\r\n\r\n') ? nextHeadArrives() : undefined
    socket.write(sent)
    await read
    socket.resetAndDestroy()
  }
const head = (...lines: string[]) => `${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n`
const zeros = (size: number) => Buffer.alloc(size, '0')

const cases: [name: string, script: Script, expected: Partial<Problem>][] = [
  ['HTML', write(reply('<html>blocked</html>')), { code: 'not-json' }],
  ['nothing at all', write(reply('')), { code: 'not-json' }],
  ['a NUL in a string', write(reply('{"access_token":"a\u0000b","expires_in":7200}')), { code: 'not-json' }],
  ['invalid UTF-8 around nothing', write(reply(Buffer.from([0xff, 0xfe, 0x00]))), { code: 'not-json' }],
  ['JSON that stops, framed as whole', write(reply(good.slice(0, 40))), { code: 'truncated', receivedBytes: 40 }],
  [
    'fewer bytes than announced',
    writeAndEnd(head('Content-Length: 500'), good),
    { code: 'truncated', expectedBytes: 500, receivedBytes: good.length },
  ],
  [
    'a chunk cut short',
    writeAndEnd(head('Transfer-Encoding: chunked'), `ff\r\n${good.slice(0, 30)}`),
    { code: 'truncated', receivedBytes: 30 },
  ],
  [
    'no last chunk',
    writeAndEnd(head('Transfer-Encoding: chunked', 'Connection: close'), `${good.length.toString(16)}\r\n${good}\r\n`),
    { code: 'truncated' },
  ],
  ['a bad chunk size', write(head('Transfer-Encoding: chunked'), 'zz\r\n'), { code: 'not-http' }],
  ['an array', write(reply('[1,2]')), { code: 'wrong-shape', field: 'body' }],
  ['a bare string', write(reply('"ok"')), { code: 'wrong-shape', field: 'body' }],
  ['no token', write(reply('{"expires_in":7200}')), { code: 'wrong-shape', field: 'access_token' }],
  ['a token that is a number', write(reply('{"access_token":5,"expires_in":1}')), { code: 'wrong-shape' }],
  [
    'a token of 5,000 characters',
    write(reply(`{"access_token":"${'x'.repeat(5000)}","expires_in":1}`)),
    { code: 'wrong-shape' },
  ],
  ['an errcode that is an object', write(reply('{"errcode":{}}')), { code: 'wrong-shape', field: 'errcode' }],
  ['an empty token', write(reply('{"access_token":"","expires_in":7200}')), { code: 'empty-token' }],
  ['a blank token', write(reply('{"access_token":"  ","expires_in":7200}')), { code: 'empty-token' }],
  ...[
    '',
    ',"expires_in":-1',
    ',"expires_in":0',
    ',"expires_in":1e12',
    ',"expires_in":"soon"',
    ',"expires_in":null',
    ',"expires_in":7.5',
  ].map((field): [string, Script, Partial<Problem>] => [
    `expires_in as in {…${field}}`,
    write(reply(`{"access_token":"${token}"${field}}`)),
    { code: 'bad-expires-in' },
  ]),
  ['a body over the cap', write(reply(zeros(MAX_REPLY_BYTES + 1))), { code: 'too-large', limitBytes: MAX_REPLY_BYTES }],
  [
    'an endless body',
    (socket) => {
      socket.write(head('Transfer-Encoding: chunked'))
      const more = () => {
        while (!socket.destroyed && socket.write(`10000\r\n${zeros(65536)}\r\n`));
      }
      socket.on('drain', more)
      more()
    },
    { code: 'too-large' },
  ],
  [
    'a gzip bomb',
    write(reply(gzipSync(zeros(64 * 1024 * 1024)), ['Content-Encoding: gzip'])),
    { code: 'too-large', limitBytes: MAX_REPLY_BYTES },
  ],
  [
    'gzip that is none',
    write(reply('not gzip', ['Content-Encoding: gzip'])),
    { code: 'bad-encoding', encoding: 'gzip' },
  ],
  [
    'gzip that stops',
    write(reply(gzipSync(good).subarray(0, 40), ['Content-Encoding: gzip'])),
    { code: 'bad-encoding' },
  ],
  [
    'an unknown encoding',
    write(reply(good, ['Content-Encoding: pied-piper'])),
    { code: 'bad-encoding', encoding: 'pied-piper' },
  ],
  [
    'a redirect with the secret in it',
    write(reply('', [`Location: http://evil.example/?secret=${credential.appSecret}`], '302 Found')),
    { code: 'redirect-refused', status: 302 },
  ],
  ['a redirect to nowhere', write(reply('', [], '301 Moved')), { code: 'redirect-refused', location: '' }],
  [
    '412 without a body',
    write(reply('', [], '412 Precondition Failed')),
    { code: 'http-status', status: 412, retry: 'never' },
  ],
  [
    '502 with HTML',
    write(reply('<h1>Bad gateway</h1>', [], '502 Bad Gateway')),
    { code: 'http-status', status: 502, retry: 'wait' },
  ],
  ['204', write('HTTP/1.1 204 No Content\r\n\r\n'), { code: 'http-status', status: 204 }],
  [
    '500 with an errcode',
    write(reply('{"errcode":40013,"errmsg":"invalid appid"}', [], '500 Oops')),
    { code: 'wechat', errcode: 40013 },
  ],
  ['a reset before the head', (socket) => void socket.resetAndDestroy(), { code: 'connection-reset', phase: 'wait' }],
  ['a close before the head', writeAndEnd(), { code: 'connection-reset', phase: 'wait' }],
  ['a reset within the head', resetAfter('HTTP/1.1 200 OK\r\nConte'), { code: 'connection-reset' }],
  [
    'a reset within the body',
    resetAfter(`${head('Content-Length: 500')}{"access_token":"`),
    { code: 'connection-reset', phase: 'download' },
  ],
  ['another protocol', write('SSH-2.0-OpenSSH_9.2\r\n'), { code: 'not-http' }],
  [
    'an unasked-for 101',
    write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    { code: 'not-http' },
  ],
  ['two different lengths', write(head('Content-Length: 5', 'Content-Length: 6'), 'hello'), { code: 'not-http' }],
  [
    'a head without end',
    (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${'X-Filler: y\r\n'.repeat(20_000)}`)
    },
    { code: 'too-large' },
  ],
]

describe('each ends in a named problem, is recorded, and the next good call works', () => {
  test.each(cases)('%s', async (_name, script, expected) => {
    let bad = true
    server = await startWireServer((socket, request, index) =>
      bad ? script(socket, request, index) : void socket.write(reply(good)),
    )
    const caller = bench.caller(server.origin)

    const problem = await problemOf(bench.client.stableToken(caller, credential))
    expect(problem).toMatchObject({ ...expected, exchangeId: 1 })

    const [recorded] = bench.recordings
    expect(recorded?.view.problem).toEqual(problem)
    expect(recorded?.view.outcome).toEqual(
      problem.code === 'wechat'
        ? { kind: 'errcode', errcode: problem.errcode }
        : { kind: 'problem', code: problem.code },
    )
    expect(recorded?.response.length).toBeLessThanOrEqual(MAX_RECORDED_BODY)
    expect(recorded?.view.response?.body.size ?? 0).toBe(recorded?.response.length)

    bad = false
    expect(await bench.client.stableToken(caller, credential)).toEqual({ token, expiresInSeconds: 7200, exchangeId: 2 })
    expect(bench.recordings.at(-1)?.view.outcome).toEqual({ kind: 'ok' })
    expect(bench.told()).not.toContain(credential.appSecret)
    expect(bench.told()).not.toContain(token)
  })
})

describe('odd replies that are good', () => {
  const odd: [name: string, script: Script][] = [
    ['numbers as strings', write(reply(`{"errcode":"0","access_token":"${token}","expires_in":"7200"}`))],
    ['a BOM', write(reply(`\ufeff${good}`))],
    [
      'bytes that are not UTF-8 in another field',
      write(reply(Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xff]), Buffer.from(`",${good.slice(1)}`)]))),
    ],
    ['gzip though identity was asked for', write(reply(gzipSync(good), ['Content-Encoding: gzip']))],
    ['br', write(reply(brotliCompressSync(good), ['Content-Encoding: br']))],
    ['deflate', write(reply(deflateSync(good), ['Content-Encoding: deflate']))],
    ['raw deflate', write(reply(deflateRawSync(good), ['Content-Encoding: deflate']))],
    ['an interim head', write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', reply(good))],
    [
      'chunks',
      write(
        head('Transfer-Encoding: chunked'),
        `5\r\n${good.slice(0, 5)}\r\n`,
        `${(good.length - 5).toString(16)}\r\n${good.slice(5)}\r\n0\r\n\r\n`,
      ),
    ],
    ['a body that ends with the connection', writeAndEnd(head('Connection: close'), good)],
    ['text/plain', writeAndEnd(`HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n${good}`)],
    [
      'one byte at a time',
      async (socket) => {
        for (const byte of reply(good)) await new Promise<unknown>((sent) => socket.write(Buffer.of(byte), sent))
      },
    ],
  ]
  test.each(odd)('%s', async (_name, script) => {
    server = await startWireServer(script)
    const fetched = await bench.client.stableToken(bench.caller(server.origin), credential)
    expect(fetched).toEqual({ token, expiresInSeconds: 7200, exchangeId: 1 })
    expect(bench.told()).not.toContain(token)
  })

  test('of an encoded body only size and hash of the encoded bytes are kept', async () => {
    const encoded = gzipSync(good)
    server = await startWireServer(write(reply(encoded, ['Content-Encoding: gzip'])))
    await bench.client.stableToken(bench.caller(server.origin), credential)
    const body = bench.recordings[0]?.view.response?.body
    expect(body?.encoded).toMatchObject({ encoding: 'gzip', size: encoded.length })
    expect(body?.encoded?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.parse(bench.recordings[0]?.response.toString() ?? '')).toMatchObject({ expires_in: 7200 })
  })

  test('duplicate headers and trailers keep their order and spelling', async () => {
    server = await startWireServer(
      write(
        head('X-B: 1', 'x-a: 2', 'X-B: 3', 'Transfer-Encoding: chunked', 'Trailer: X-End'),
        `${good.length.toString(16)}\r\n${good}\r\n0\r\nX-End: yes\r\n\r\n`,
      ),
    )
    await bench.client.stableToken(bench.caller(server.origin), credential)
    const response = bench.recordings[0]?.view.response
    expect(response?.headers.slice(0, 3)).toEqual([
      ['X-B', '1'],
      ['x-a', '2'],
      ['X-B', '3'],
    ])
    expect(response?.trailers).toEqual([['X-End', 'yes']])
  })
})
