import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBodyWriter } from '#core/exchange/store/body-writer.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import { recordBody, recordChunks } from './body.ts'
import { hidesSecret } from './packed.ts'

const secret = 'feedfacefeedfacefeedfacefeedface'
const redactor = createRedactor()
redactor.hold('account', secret)
const options = { openBody: () => createBodyWriter(), redactor, body: {} }

const packers: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  'bare deflate': (bytes) => deflateRawSync(bytes),
  brotli: (bytes) => brotliCompressSync(bytes),
  zstd: (bytes) => zstdCompressSync(bytes),
  'gzip in base64': (bytes) => Buffer.from(`{"body":"${gzipSync(bytes).toString('base64')}"}`),
  'gzip in base64 in escaped JSON': (bytes) =>
    Buffer.from(`{"body":"${gzipSync(bytes).toString('base64').replaceAll('/', '\\/').replaceAll('=', '\\u003d')}"}`),
  'zstd in base64url': (bytes) => Buffer.from(`{"body":"${zstdCompressSync(bytes).toString('base64url')}"}`),
  'deflate in base64, in a query': (bytes) =>
    Buffer.from(`a=1&body=%22${encodeURIComponent(deflateSync(bytes).toString('base64'))}`),
  'gzip in hex': (bytes) => Buffer.from(`{"body":"${gzipSync(bytes).toString('hex')}"}`),
  'gzip behind something else': (bytes) => Buffer.concat([Buffer.from('--x\r\n\r\n'), gzipSync(bytes)]),
}
const packing = fc.array(fc.constantFrom(...Object.keys(packers)), { minLength: 1, maxLength: 3 })
const pack = (names: string[], bytes: Buffer) =>
  names.reduce((packed, name) => packers[name]?.(packed) ?? packed, bytes)
const noise = fc.string({ unit: fc.constantFrom(...'abcxyz :,{}"0123456789'), maxLength: 400 })
const seed = { seed: 20261127, numRuns: 150 }

describe('a body that is packed, whatever it says of itself', () => {
  property.prop([packing, noise, noise], seed)(
    'is known by size and hash when a secret is in it',
    async (names, before, after) => {
      const bytes = pack(names, Buffer.from(`${before}${secret}${after}`))
      const recorded = await recordBody(bytes, options)
      expect(recorded.packed).toMatchObject({ size: bytes.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
      expect(recorded.stored).toEqual({
        kind: 'bytes',
        bytes: Buffer.from(`[hidden:${bytes.length}-chars:#${recorded.packed?.sha256.slice(0, 6)}]`),
      })
    },
  )

  property.prop([packing, noise], seed)('stays as it is when none is', async (names, text) => {
    const bytes = pack(names, Buffer.from(text))
    const recorded = await recordBody(bytes, options)
    expect(recorded).toMatchObject({ redactions: 0, size: bytes.length })
    expect(recorded.packed).toBeUndefined()
  })

  property.prop([fc.uint8Array({ maxLength: 300 })], seed)('that is none is no reason to fail', async (bytes) => {
    await expect(hidesSecret(bytes, redactor, {})).resolves.not.toThrow()
  })
})

describe('what cannot be looked into is not kept', () => {
  const clean = Buffer.from('nothing to hide, '.repeat(100))
  const varied = Buffer.from(Array.from({ length: 2000 }, (_, at) => `line ${at * at}`).join('\n'))
  const cases: [name: string, bytes: Buffer][] = [
    ['cut off', gzipSync(clean).subarray(0, 40)],
    ['damaged', Buffer.concat([gzipSync(clean).subarray(0, 30), Buffer.alloc(30, 0xff)])],
    ['packed too often', Array.from({ length: 7 }).reduce<Buffer>((bytes) => gzipSync(bytes), clean)],
    ['grown past every bound', gzipSync(Buffer.alloc(40 * 1024 * 1024))],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(30, 0x9c)])],
    ['too many places that look like one', Buffer.from('H4sIAAAA '.repeat(100))],
  ]
  test.each(cases)('%s', async (_name, bytes) => {
    expect(await hidesSecret(bytes, redactor, {})).toBeDefined()
  })

  test.each([
    ['gzip', gzipSync(varied)],
    ['br', brotliCompressSync(varied)],
    ['deflate', deflateRawSync(varied)],
    ['gzip', Buffer.from(`{"body":"${gzipSync(Buffer.from(secret)).toString('base64')}","more":"${clean}"}`)],
  ])('one that comes in pieces, since it is too large to be held: %s', async (encoding, bytes) => {
    async function* pieces() {
      yield bytes.subarray(0, -10)
      yield bytes.subarray(-10)
    }
    const recorded = await recordChunks(pieces(), options)
    expect(recorded.packed).toMatchObject({ encoding, size: bytes.length })
  })

  test('what is no packing goes through in pieces', async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 5000 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 24))
    async function* pieces() {
      yield bytes
    }
    expect((await recordChunks(pieces(), options)).stored).toEqual({ kind: 'bytes', bytes })
  })
})
