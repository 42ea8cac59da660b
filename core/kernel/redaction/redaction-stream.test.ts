import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from './create-redactor.ts'
import { markerFor } from './marker.ts'
import { anyWriting } from './testing/writings.ts'

const secret = 'feedfacefeedfacefeedfacefeedface'
const token = `75_${'Tok-en_9'.repeat(17)}`
/** Small, so that the values below cross window borders, which WeChat's never do with the real size. */
const small = { block: 300, overlap: 1200 }

const knowing = (size?: { block: number; overlap: number }) => {
  const redactor = createRedactor(size && { size })
  redactor.learn(secret)
  redactor.learn(token)
  redactor.learn('a "quoted" one%')
  return redactor
}

function redactInPieces(bytes: Uint8Array, cuts: number[], size = small) {
  const redaction = knowing(size).stream({ tokenEndpoint: true })
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length]
  const out = places.map((from, at) => redaction.write(bytes.subarray(from, places[at + 1] ?? bytes.length)))
  return { text: Buffer.concat([...out, redaction.end()]).toString('latin1'), redactions: redaction.redactions() }
}

function redactWhole(bytes: Uint8Array) {
  const { bytes: hidden, redactions } = knowing().bytes(bytes, { tokenEndpoint: true })
  return { text: Buffer.from(hidden).toString('latin1'), redactions }
}

const percentAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const piece = fc.oneof(
  fc.constantFrom(
    secret,
    token,
    percentAll(token),
    encodeURIComponent(percentAll(secret)),
    JSON.stringify(JSON.stringify('a "quoted" one%')).slice(3, -3),
    `{"access_token":"unknown-${'v'.repeat(40)}","expires_in":7200}`,
    `&secret=${'w'.repeat(400)}&`,
    `"secret":"${'long value, with blanks; '.repeat(200)}"`,
    'y'.repeat(3000),
    'access_token=',
    '\\',
    '%',
    '"',
    'z'.repeat(63),
    ',',
  ),
  fc.string({ unit: fc.constantFrom(...' ,;:{}[]"\\%25abfz019_-=&\n'), maxLength: 60 }),
)
const body = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

describe('in pieces', () => {
  property.prop([body, fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 12 })], {
    seed: 20261202,
    numRuns: 500,
  })('the result is that of the whole, however the bytes are cut', (text, cuts) => {
    const bytes = Buffer.from(text)
    const inside = cuts.filter((cut) => cut < bytes.length)
    expect(redactInPieces(bytes, inside)).toEqual(redactWhole(bytes))
  })

  test('one byte at a time', () => {
    const bytes = Buffer.from(`{"a":"${secret}","access_token":"${token}","b":"${percentAll(secret)}"}`)
    const redaction = knowing(small).stream()
    const out = [...bytes].map((byte) => redaction.write(Buffer.of(byte)))
    expect(Buffer.concat([...out, redaction.end()]).toString()).toBe(
      `{"a":"${markerFor(secret)}","access_token":"${markerFor(token)}","b":"${markerFor(secret)}"}`,
    )
  })

  const surroundings = fc.constantFrom<[string, string]>(
    ['{"a":"', '"}'],
    ['?a=', '&b=1'],
    ['X-Echo: ', '\r\n'],
    ['<p>', '</p>'],
    ['100%', '%'],
    ['=', '='],
    ['\\', '\\'],
    ['&', ';'],
    ['公', 'ü'],
  )
  property.prop(
    [anyWriting, surroundings, fc.integer({ max: 1500, min: 0 }), fc.array(fc.nat({ max: 6000 }), { maxLength: 6 })],
    { seed: 20261127, numRuns: 400 },
  )('no writing between any two things is seen, wherever the bytes are cut', (write, [before, after], filler, cuts) => {
    // No longer than the bytes held back.
    fc.pre(write(secret).length < 5000)
    const around = 'some words, '.repeat(200)
    const text = around.slice(0, filler) + before + write(secret) + after + around
    const bytes = Buffer.from(text)
    const whole = Buffer.from(knowing().bytes(bytes).bytes).toString()
    expect(whole).toContain(markerFor(secret))
    const redaction = knowing({ block: 700, overlap: 6000 }).stream()
    const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length]
    const out = places.map((from, at) => redaction.write(bytes.subarray(from, places[at + 1] ?? bytes.length)))
    expect(Buffer.concat([...out, redaction.end()]).toString()).toBe(whole)
  })

  test('a value far longer than a window becomes one marker, and what follows it is there', () => {
    const value = 'no end of it, '.repeat(200_000)
    const bytes = Buffer.from(`{"access_token":"${value}","other":"${token}"}`)
    const redaction = knowing().stream()
    const out: Uint8Array[] = []
    for (let at = 0; at < bytes.length; at += 50_000) out.push(redaction.write(bytes.subarray(at, at + 50_000)))
    expect(Buffer.concat([...out, redaction.end()]).toString()).toBe(
      `{"access_token":"${markerFor(value)}","other":"${markerFor(token)}"}`,
    )
    expect(redaction.redactions()).toBe(2)
  })

  test('what looks like a token and does not end is hidden to its end', () => {
    const value = 'T0k-'.repeat(500_000)
    const bytes = Buffer.from(`x ${value} y`)
    expect(Buffer.from(knowing().bytes(bytes, { tokenEndpoint: true }).bytes).toString()).toBe(
      `x ${markerFor(value)} y`,
    )
    expect(knowing().bytes(bytes).redactions).toBe(0)
  })

  test('every border of a real window hides a secret that lies across it', () => {
    const window = 256 * 1024
    for (const shift of [-200, -100, -33, -32, -31, -1, 0, 1, 100]) {
      const before = 'some words, '.repeat(30_000).slice(0, window - 64 * 1024 + shift)
      const hidden = knowing().bytes(Buffer.from(`${before}${token}${before}${secret}${before}`))
      expect(Buffer.from(hidden.bytes).toString()).toBe(
        `${before}${markerFor(token)}${before}${markerFor(secret)}${before}`,
      )
    }
  })
})
