import { deflateSync, gzipSync } from 'node:zlib'

/** Where in a raw HTTP reply the written secret stands. `undefined`: these bytes cannot stand there. */
export interface Place {
  name: string
  reply(written: Buffer): Buffer | undefined
}

/** A head may hold no line break and no NUL, or the reply is none; other bytes are what servers send. */
const canStandInHead = (written: Buffer) => !written.includes(0) && !written.includes(10) && !written.includes(13)
const canBeName = (written: Buffer) => /^[\w!#$%&'*+.^`|~-]+$/.test(written.toString('latin1'))
const bytes = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)))

function reply(
  body: Buffer,
  lines: (string | Buffer)[] = [],
  status: string | Buffer = '200 OK',
  type = 'application/json',
) {
  const head = lines.flatMap((line) => [line, '\r\n'])
  return bytes(
    'HTTP/1.1 ',
    status,
    `\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n`,
    ...head,
    '\r\n',
    body,
  )
}

const ok = Buffer.from('{"errcode":0}')
const inHead = (name: string, make: (written: Buffer) => Buffer): Place => ({
  name,
  reply: (written) => (canStandInHead(written) ? make(written) : undefined),
})
const header = (name: string, before = '', status = '200 OK') =>
  inHead(name.toLowerCase(), (written) => reply(ok, [bytes(`${name}: ${before}`, written)], status))
const inBody = (name: string, before: string, after: string, type = 'application/json', status = '200 OK'): Place => ({
  name,
  reply: (written) => reply(bytes(before, written, after), [], status, type),
})

export const places: Place[] = [
  inHead('status text', (written) => reply(ok, [], bytes('200 ', written))),
  inHead('a header', (written) => reply(ok, [bytes('X-Debug: a', written, ' b')])),
  {
    name: 'the name of a header',
    reply: (written) => (canBeName(written) ? reply(ok, [bytes('X-', written, ': 1')]) : undefined),
  },
  inHead('a trailer', (written) =>
    bytes(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\nd\r\n{"errcode":0}\r\n0\r\nX-T: ',
      written,
      '\r\n\r\n',
    ),
  ),
  inHead('content-type', (written) =>
    bytes('HTTP/1.1 200 OK\r\nContent-Length: 13\r\nContent-Type: text/', written, '\r\n\r\n', ok),
  ),
  inHead('content-encoding', (written) => reply(ok, [bytes('Content-Encoding: ', written)])),
  header('Location', 'https://elsewhere.example/?k=', '302 Found'),
  header('Set-Cookie', 'sid='),
  header('WWW-Authenticate', 'Bearer realm=', '401 No'),
  inBody('the start of a body', '', ' and more', 'text/plain'),
  inBody('the middle of a body', 'x'.repeat(70_000), 'y'.repeat(70_000), 'text/plain'),
  inBody('the end of a body', 'so it ends: ', '', 'text/plain'),
  inBody('a JSON value', '{"errcode":0,"echo":"', '"}'),
  inBody('a JSON key', '{"errcode":0,"', '":1}'),
  inBody('deep in JSON', '{"a":[{"b":{"c":["', '"]}}]}'),
  inBody('XML text', '<xml><Echo>', '</Echo></xml>', 'text/xml'),
  inBody('an XML attribute', '<xml><e v="', '"/></xml>', 'text/xml'),
  inBody('a form', 'a=1&echo=', '&b=2', 'application/x-www-form-urlencoded'),
  inBody('errmsg', '{"errcode":40013,"errmsg":"invalid ', ' hint"}'),
  inBody('rid', '{"errcode":40013,"errmsg":"no rid: ', '"}'),
  inBody('an HTML page', '<html><body><h1>', '</h1></body></html>', 'text/html', '502 Bad Gateway'),
  inBody('an IP list', '{"ip_list":["10.0.0.1","', '"]}'),
  {
    name: 'gzip in gzip',
    reply: (written) => reply(gzipSync(gzipSync(bytes('{"echo":"', written, '"}'))), ['Content-Encoding: gzip']),
  },
  { name: 'undeclared gzip', reply: (written) => reply(gzipSync(bytes('{"echo":"', written, '"}'))) },
  { name: 'undeclared deflate', reply: (written) => reply(deflateSync(bytes('{"echo":"', written, '"}'))) },
]
