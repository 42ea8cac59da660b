import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { watchReplyVersion } from './reply-version.ts'

function versionOf(...chunks: string[]) {
  const version = watchReplyVersion()
  for (const chunk of chunks) version.see(Buffer.from(chunk, 'latin1'))
  return version.current()
}

test.each([
  ['1.1', 'HTTP/1.1 200 OK\r\n\r\n'],
  ['1.0', 'HTTP/1.0 200\r\nX: HTTP/1.1 200\r\n\r\nHTTP/1.1 200'],
  ['1.0', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.0 200 OK\r\n\r\n'],
  ['1.0', '\r\nHTTP/1.0 200 OK\n\n'],
  [undefined, `SSH-2.0-OpenSSH_9.2\r\n${'x'.repeat(100)}HTTP/1.0 200 OK`],
  [undefined, ''],
])('%s', (expected, wire) => {
  expect(versionOf(wire)).toBe(expected)
})

property.prop([fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 10 })], { seed: 20261201, numRuns: 200 })(
  'is the same however the bytes are cut',
  (cuts) => {
    const wire = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.0 200 OK\r\n\r\n'
    const places = [0, ...cuts.sort((a, b) => a - b), wire.length]
    expect(versionOf(...places.map((from, at) => wire.slice(from, places[at + 1] ?? wire.length)))).toBe('1.0')
  },
)
