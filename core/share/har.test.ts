import { createRequire } from 'node:module'
import Ajv from 'ajv'
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import { expect, test } from 'vitest'
import type { ExchangeView } from '#contract/exchange.ts'
import { testExchange } from '#core/testing/test-exchange.ts'
import { bodyPieces, headerPieces } from './exchange-text.ts'
import { type HarSource, harOf } from './har.ts'
import { countRemoved } from './secrets.ts'

const ajv = new Ajv({
  strict: false,
  formats: {
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    uri: /^https?:\/\/\S+$/,
    ipv4: /^[\d.]+$/,
    ipv6: /:/,
  },
})
ajv.addMetaSchema(draft6)
/** It has no types. */
const { har: root, ...others } = createRequire(import.meta.url)('har-schema') as Record<string, object>
for (const schema of Object.values(others)) ajv.addSchema(schema)
const validate = ajv.compile(root ?? {})

const product = { name: 'MP Console', version: '0.1.0' }

function source(
  more: Partial<ExchangeView> = {},
  bodies: { request?: Uint8Array; response?: Uint8Array } = {},
): HarSource {
  const view: ExchangeView = { ...testExchange(7), ...more }
  const cut = countRemoved().cutBy({})
  return {
    view,
    url: `${view.origin}${view.request.target}`,
    requestHeaders: headerPieces(view.request.headers, cut, 'request-headers'),
    requestBody: bodyPieces(bodies.request ?? new Uint8Array(), cut, 'request-body'),
    statusText: view.response?.statusText ?? '',
    trailers: headerPieces(view.response?.trailers ?? [], cut, 'response-head'),
    responseHeaders: headerPieces(view.response?.headers ?? [], cut, 'response-head'),
    responseBody: bodyPieces(bodies.response ?? new Uint8Array(), cut, 'response-body'),
    ...(view.problem && { problem: view.problem }),
  }
}

function entryOf(one: HarSource) {
  const har = JSON.parse(JSON.stringify(harOf([one], product)))
  expect(validate(har), JSON.stringify(validate.errors)).toBe(true)
  const [entry] = har.log.entries
  return entry
}

const response = {
  status: 200,
  statusText: 'OK',
  httpVersion: '1.1',
  headers: [
    ['Content-Type', 'application/json; encoding=utf-8'],
    ['Set-Cookie', 'a=b; Path=/'],
  ],
  trailers: [],
  body: { size: 2, encoded: { encoding: 'gzip', size: 22, sha256: 'ff' } },
} satisfies ExchangeView['response']

test('the schema itself refuses what is no HAR', () => {
  expect(validate({ log: { version: '1.2', creator: product, entries: [{}] } })).toBe(false)
})

test('a whole exchange: head, query, bodies, sizes of wire and content', () => {
  const entry = entryOf(
    source(
      {
        method: 'POST',
        size: 2,
        request: {
          target: '/cgi-bin/x?access_token=$WX_ACCESS_TOKEN&b=%E4%B8%AD',
          httpVersion: '1.1',
          headers: [
            ['content-type', 'application/json'],
            ['cookie', 'c=1; d=2'],
          ],
          body: { size: 7 },
        },
        response,
        connection: {
          remoteAddress: '203.0.113.7',
          remotePort: 443,
          reused: false,
          tls: { version: 'TLSv1.3', cipher: 'X' },
        },
      },
      { request: Buffer.from('{"a":1}'), response: Buffer.from('{}') },
    ),
  )
  expect(entry.request).toMatchObject({
    method: 'POST',
    queryString: [
      { name: 'access_token', value: '$WX_ACCESS_TOKEN' },
      { name: 'b', value: '中' },
    ],
    cookies: [
      { name: 'c', value: '1' },
      { name: 'd', value: '2' },
    ],
    postData: { mimeType: 'application/json', text: '{"a":1}' },
    bodySize: 7,
  })
  expect(entry.response).toMatchObject({
    status: 200,
    httpVersion: 'HTTP/1.1',
    cookies: [{ name: 'a', value: 'b' }],
    content: { size: 2, compression: -20, mimeType: 'application/json; encoding=utf-8', text: '{}' },
    bodySize: 22,
    _encoded: { encoding: 'gzip' },
  })
  expect(entry).toMatchObject({
    serverIPAddress: '203.0.113.7',
    _tls: { version: 'TLSv1.3' },
    _id: 7,
    _initiatedBy: { by: 'user', action: 'command' },
    _step: 'call',
  })
})

test('times follow the rules of the format: unknown is -1, connecting holds TLS, the total is their sum', () => {
  const fresh = { dns: 8, tcp: 21, tls: 46, send: 1, wait: 104, download: 7, total: 187 }
  expect(entryOf(source({ phases: fresh, response })).timings).toEqual({
    blocked: -1,
    dns: 8,
    connect: 67,
    ssl: 46,
    send: 1,
    wait: 104,
    receive: 7,
  })
  expect(entryOf(source({ phases: fresh, response })).time).toBe(187)
  const reused = entryOf(source({ phases: { send: 1, wait: 60, download: 3, total: 64 }, response }))
  expect(reused.timings).toMatchObject({ dns: -1, connect: -1, ssl: -1, send: 1, wait: 60, receive: 3 })
  expect(reused.time).toBe(64)
})

test('one that got no response has status 0 and says why', () => {
  const problem = { code: 'connection-reset', host: 'h', phase: 'wait', retry: 'backoff' } as const
  const entry = entryOf(source({ problem, outcome: { kind: 'problem', code: problem.code } }))
  expect(entry.response).toMatchObject({ status: 0, content: { size: 0 }, bodySize: -1 })
  expect(entry._problem).toEqual(problem)
})

test('bytes that are no text are base64', () => {
  const bytes = Uint8Array.from([0xff, 0, 0x80])
  const entry = entryOf(source({ response: { ...response, body: { size: 3 } }, size: 3 }, { response: bytes }))
  expect(entry.response.content).toMatchObject({
    encoding: 'base64',
    text: Buffer.from(bytes).toString('base64'),
    size: 3,
  })
})

test('a body that is too long for the file says so', () => {
  const { responseBody: _, ...rest } = source({ response, size: 2 })
  expect(entryOf(rest).response.content.comment).toContain('too long')
})
