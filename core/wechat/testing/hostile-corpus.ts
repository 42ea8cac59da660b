import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { Problem, RequestPhase } from '#contract/problem.ts'
import { MAX_INTERPRETED_BYTES, MAX_REPLY_BYTES } from '#core/exchange/recording/recording.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { nextHeadArrives, reply, type Script } from '#core/net/testing/wire-server.ts'

export const credential = { appId: 'wx0123456789abcdef', appSecret: 'feedfacefeedfacefeedfacefeedface' }
export const token = `75_${'Tok-en_9'.repeat(17)}`
export const good = JSON.stringify({ access_token: token, expires_in: 7200 })

export const write =
  (...parts: (string | Uint8Array)[]): Script =>
  (socket) => {
    for (const part of parts) socket.write(part)
  }
export const writeAndEnd =
  (...parts: (string | Uint8Array)[]): Script =>
  (socket) => {
    socket.end(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))))
  }
/** A reset destroys bytes that the client has not read yet, so one after a whole head waits until that has arrived. */
const resetAfter =
  (sent: string): Script =>
  async (socket) => {
    const read = sent.includes('\r\n\r\n') ? nextHeadArrives() : undefined
    socket.write(sent)
    await read
    socket.resetAndDestroy()
  }
export const head = (...lines: string[]) => `${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n`
const zeros = (size: number) => Buffer.alloc(size, '0')

/** One byte in every turn of the event loop, repeatedly, from `start` on. */
const drip =
  (start: string, byte: string): Script =>
  async (socket) => {
    socket.write(start)
    while (!socket.destroyed) {
      socket.write(byte)
      await nextTurn()
    }
  }

/** Replies that never end, the phase at the time limit, and the body bytes by then. */
export const endlessReplies: [name: string, script: Script, phase: RequestPhase, leastBody: number][] = [
  ['nothing after the request', () => {}, 'wait', 0],
  ['half a head', write('HTTP/1.1 200 OK\r\nContent-'), 'download', 0],
  ['a head and nothing more', write(head('Content-Length: 500')), 'download', 0],
  ['a head, and a part of the body', write(head('Content-Length: 500'), good), 'download', good.length],
  ['interim heads without end', drip('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), 'wait', 0],
  ['a head that drips', drip('HTTP/1.1 200 OK\r\nX-Drip: ', 'y'), 'download', 0],
  ['a body that drips', drip(head('Content-Length: 50000000'), 'y'), 'download', 100],
  ['chunks that drip', drip(head('Transfer-Encoding: chunked'), '1\r\ny\r\n'), 'download', 100],
]

const spoilt = (token: string | Uint8Array): Script =>
  write(
    reply(
      Buffer.concat([
        Buffer.from('{"access_token":"'),
        Buffer.from(token as string),
        Buffer.from('","expires_in":7200}'),
      ]),
    ),
  )
/** Nested arrays: a recursive reader runs out of stack. */
export const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

/** Replies in place of a token, and the client's problem for each. */
export const hostileReplies: [name: string, script: Script, expected: Partial<Problem>][] = [
  ['HTML', write(reply('<html>blocked</html>')), { code: 'not-json' }],
  ['nothing at all', write(reply('')), { code: 'not-json' }],
  ['a NUL in a string', write(reply('{"access_token":"a\u0000b","expires_in":7200}')), { code: 'not-json' }],
  [
    'control characters in a string',
    write(reply('{"access_token":"a\u0001\tb\n","expires_in":7200}')),
    { code: 'not-json' },
  ],
  ['a BOM and nothing else', write(reply('\ufeff')), { code: 'not-json' }],
  ['invalid UTF-8 around nothing', write(reply(Buffer.from([0xff, 0xfe, 0x00]))), { code: 'not-json' }],
  ['JSON that stops, framed as whole', write(reply(good.slice(0, 40))), { code: 'truncated', receivedBytes: 40 }],
  [
    'fewer bytes than announced',
    writeAndEnd(head('Content-Length: 500'), good),
    { code: 'truncated', expectedBytes: 500, receivedBytes: good.length },
  ],
  ['more bytes than announced', write(head('Content-Length: 10'), good), { code: 'truncated', receivedBytes: 10 }],
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
  ...Object.entries({
    'bytes that are no UTF-8': Buffer.from([0x41, 0xff, 0x42]),
    'an overlong dot': Buffer.from([0x41, 0xc0, 0xae]),
    'a Latin-1 letter': Buffer.from([0x41, 0xe9]),
    'a line break and a header': 'A\\r\\nX-Header: 1',
    'a blank': 'A B',
    'a blank behind it': 'AB ',
    'a tab': 'A\\tB',
    'a NUL': 'A\\u0000B',
    'a DEL': 'A\\u007fB',
    'a no-break space': 'A\u00a0B',
    'a zero-width space': 'A\u200bB',
    'a byte order mark': '\ufeffAB',
    'a turn of direction': 'A\u202eB',
    'half a surrogate pair': 'A\\ud800B',
    'Chinese letters': '令牌',
    'full-width letters': '\uff21\uff22',
  }).map(([name, token]): [string, Script, Partial<Problem>] => [
    `a token with ${name}`,
    spoilt(token),
    { code: 'wrong-shape', field: 'access_token' },
  ]),
  ...[
    ['access_token', `{"access_token":"${token}","expires_in":7200,"access_token":"B${token}"}`],
    ['access_token', `{"access_token":"${token}","expires_in":7200,"acces\\u0073_token":"B${token}"}`],
    ['expires_in', `{"expires_in":60,"access_token":"${token}","expires_in":7200}`],
    ['errcode', `{"errcode":40001,"access_token":"${token}","expires_in":7200,"errcode":0}`],
  ].map(([field = '', body = '']): [string, Script, Partial<Problem>] => [
    `${field} twice in ${body.slice(0, 18)}`,
    write(reply(body)),
    { code: 'wrong-shape', field },
  ]),
  ...[5_000, 500_000].flatMap((levels): [string, Script, Partial<Problem>][] => [
    [`${levels} levels`, write(reply(nested(levels))), { code: 'wrong-shape', field: 'body' }],
    [`${levels} levels that do not end`, write(reply('['.repeat(levels))), { code: 'not-json' }],
    [
      `a token of ${levels} levels`,
      write(reply(`{"access_token":${nested(levels)},"expires_in":7200}`)),
      { code: 'wrong-shape', field: 'body' },
    ],
    [
      `${levels} levels beside a token`,
      write(reply(`${good.slice(0, -1)},"x":${'{"y":'.repeat(levels)}1${'}'.repeat(levels)}}`)),
      { code: 'wrong-shape', field: 'body' },
    ],
    [
      `an errcode of ${levels} levels`,
      write(reply(`{"errcode":${nested(levels)}}`)),
      { code: 'wrong-shape', field: 'errcode' },
    ],
    [
      `an errmsg of ${levels} levels`,
      write(reply(`{"errcode":40013,"errmsg":${nested(levels)}}`)),
      { code: 'wechat', errcode: 40013, errmsg: '' },
    ],
  ]),
  [
    'an errmsg of a megabyte of dots',
    write(reply(JSON.stringify({ errcode: 40164, errmsg: `${'.'.repeat(1024 * 1024)}a 203.0.113.7` }))),
    { code: 'wechat', errcode: 40164, errmsg: '.'.repeat(500), seenIp: '203.0.113.7' },
  ],
  ...['1e400', '1e300', '-1.5', 'true', 'null', '""', '"40013x"', '[40013]', '"99999999999999999999"'].map(
    (errcode): [string, Script, Partial<Problem>] => [
      `an errcode that is ${errcode}`,
      write(reply(`{"errcode":${errcode}}`)),
      { code: 'wrong-shape', field: 'errcode' },
    ],
  ),
  [
    'a prototype that has a token',
    write(reply(`{"__proto__":${good}}`)),
    { code: 'wrong-shape', field: 'access_token' },
  ],
  ...Object.entries({
    'two replies in one': `${good}${good}`,
    'two byte order marks': `\ufeff\ufeff${good}`,
    'JSON in UTF-16': Buffer.from(`\ufeff${good}`, 'utf16le'),
    'JSON with a comment': `/* */${good}`,
    'JSON in a call': `callback(${good})`,
    'JSON behind a guard': `)]}'\n${good}`,
    'a number that is none': '{"access_token":NaN}',
    'a comma too many': `${good.slice(0, -1)},}`,
    'gzip within gzip': gzipSync(good),
  }).map(([name, body]): [string, Script, Partial<Problem>] => [
    name,
    write(name.startsWith('gzip') ? reply(gzipSync(body), ['Content-Encoding: gzip']) : reply(body)),
    { code: 'not-json' },
  ]),
  ...[
    '',
    ',"expires_in":-1',
    ',"expires_in":0',
    ',"expires_in":1e12',
    ',"expires_in":"soon"',
    ',"expires_in":null',
    ',"expires_in":7.5',
    ',"expires_in":-0',
    ',"expires_in":1e999',
    ',"expires_in":2678401',
    ',"expires_in":9007199254740993',
    ',"expires_in":true',
    ',"expires_in":[7200]',
    ',"expires_in":"7200.5"',
    ',"expires_in":"1e3"',
    ',"expires_in":"+7200"',
    ',"expires_in":"0x1c20"',
    ',"expires_in":" 7200"',
    ',"expires_in":"\uff17\uff12\uff10\uff10"',
  ].map((field): [string, Script, Partial<Problem>] => [
    `expires_in as in {…${field}}`,
    write(reply(`{"access_token":"${token}"${field}}`)),
    { code: 'bad-expires-in' },
  ]),
  [
    'more than is interpreted',
    write(reply(zeros(MAX_INTERPRETED_BYTES + 1))),
    { code: 'too-large', limitBytes: MAX_INTERPRETED_BYTES },
  ],
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
    { code: 'too-large', limitBytes: MAX_REPLY_BYTES },
  ],
  [
    'a gzip bomb',
    write(reply(gzipSync(zeros(MAX_REPLY_BYTES + 1)), ['Content-Encoding: gzip'])),
    { code: 'too-large', limitBytes: MAX_REPLY_BYTES },
  ],
  [
    'gzip that is none',
    write(reply('not gzip', ['Content-Encoding: gzip'])),
    { code: 'bad-encoding', encoding: 'gzip' },
  ],
  ...Object.entries({ gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }).map(
    ([encoding, compress]): [string, Script, Partial<Problem>] => [
      `${encoding} that stops`,
      write(reply(compress(good).subarray(0, 40), [`Content-Encoding: ${encoding}`])),
      { code: 'bad-encoding', encoding },
    ],
  ),
  ...['deflate', 'br'].map((encoding): [string, Script, Partial<Problem>] => [
    `gzip that calls itself ${encoding}`,
    write(reply(gzipSync(good), [`Content-Encoding: ${encoding}`])),
    { code: 'bad-encoding', encoding },
  ]),
  ['plain text that calls itself br', write(reply(good, ['Content-Encoding: br'])), { code: 'bad-encoding' }],
  ['gzip of nothing', write(reply(gzipSync(''), ['Content-Encoding: gzip'])), { code: 'not-json' }],
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
  [
    'a redirect that would send the body again',
    write(reply('{"moved":true}', ['Location: /elsewhere'], '307 Temporary Redirect')),
    { code: 'redirect-refused', status: 307, location: '/elsewhere' },
  ],
  ['204 with a body', write(reply(good, [], '204 No Content')), { code: 'http-status', status: 204 }],
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
  ['an old and busy server', writeAndEnd('HTTP/1.0 503 Busy\r\n\r\n'), { code: 'http-status', status: 503 }],
  ['bytes without sense', write(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])), { code: 'not-http' }],
  ['another protocol', write('SSH-2.0-OpenSSH_9.2\r\n'), { code: 'not-http' }],
  [
    'an unasked-for 101',
    write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    { code: 'not-http' },
  ],
  ...Object.entries({
    'a length below nothing': head('Content-Length: -5'),
    'a length with a sign': head('Content-Length: +5'),
    'a length in hex': head('Content-Length: 0x5'),
    'a length beyond all numbers': head('Content-Length: 99999999999999999999'),
    'a length and chunks': `${head('Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    'a chunk beyond all numbers': `${head('Transfer-Encoding: chunked')}ffffffffffffffffff\r\n`,
    'a blank before the colon': head('Content-Length : 5'),
    'a header over two lines': head('X-Folded: a\r\n b', 'Content-Length: 2'),
    'a NUL in a header': head('X-Nul: a\0b', 'Content-Length: 2'),
    'line feeds alone': `HTTP/1.1 200 OK\nContent-Length: 2\n\n{}`,
    'a status below all': 'HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\n{}',
    'a status beyond all': 'HTTP/1.1 1000 High\r\nContent-Length: 2\r\n\r\n{}',
    'a version nobody speaks': 'HTTP/3.7 200 OK\r\nContent-Length: 2\r\n\r\n{}',
    'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  }).map(([name, bytes]): [string, Script, Partial<Problem>] => [name, write(bytes), { code: 'not-http' }]),
  ['a status without a meaning', write(reply(good, [], '999 What')), { code: 'http-status', status: 999 }],
  [
    'a megabyte of trailers',
    write(head('Transfer-Encoding: chunked'), `0\r\nX-Filler: ${'y'.repeat(1024 * 1024)}\r\n\r\n`),
    { code: 'too-large' },
  ],
  ['two different lengths', write(head('Content-Length: 5', 'Content-Length: 6'), 'hello'), { code: 'not-http' }],
  [
    'a head without end',
    (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${'X-Filler: y\r\n'.repeat(20_000)}`)
    },
    { code: 'too-large' },
  ],
  ['1 MB of headers', write(head(...Array(20_000).fill(`X-Filler: ${'y'.repeat(40)}`))), { code: 'too-large' }],
  ['one header of 1 MB', write(head(`X-Filler: ${'y'.repeat(1024 * 1024)}`)), { code: 'too-large' }],
]
