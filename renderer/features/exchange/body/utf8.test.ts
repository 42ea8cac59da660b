import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { firstBroken } from './utf8.ts'

/** As a reader finds it: the bytes come in two slices. */
function brokenAt(bytes: Uint8Array, cut = bytes.length): number | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let from = 0
  for (const [to, stream] of [
    [cut, true],
    [bytes.length, true],
    [bytes.length, false],
  ] as const) {
    try {
      decoder.decode(bytes.subarray(from, to), { stream })
    } catch {
      return firstBroken(bytes.subarray(0, to), from)
    }
    from = to
  }
  return undefined
}

const isUtf8 = (bytes: Uint8Array) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

test.each([
  ['a lone continuation', [0x61, 0x80], 1],
  ['an overlong slash', [0xc0, 0xaf], 0],
  ['an overlong form of three', [0x61, 0xe0, 0x80, 0x80], 1],
  ['a surrogate', [0xed, 0xa0, 0x80], 0],
  ['past the last character', [0xf4, 0x90, 0x80, 0x80], 0],
  ['GBK', [0x7b, 0xc4, 0xe3, 0xba, 0xc3], 1],
  ['cut in the middle', [0x61, 0xe4, 0xb8], 1],
])('%s is none', (_, bytes, at) => {
  expect(brokenAt(new Uint8Array(bytes))).toBe(at)
})

const bytesLikeText = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
  fc
    .array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f), { maxLength: 9 })
    .map((bytes) => new Uint8Array(bytes)),
)

property.prop([bytesLikeText, fc.nat(12)], { seed: 20261123, numRuns: 2_000 })(
  'is where the longest text ends, wherever the bytes are cut',
  (bytes, cut) => {
    const at = brokenAt(bytes, Math.min(cut, bytes.length))
    expect(at === undefined).toBe(isUtf8(bytes))
    if (at === undefined) return
    expect(isUtf8(bytes.subarray(0, at))).toBe(true)
    const ends = [1, 2, 3, 4].map((length) => at + length).filter((end) => end <= bytes.length)
    expect(ends.some((end) => isUtf8(bytes.subarray(at, end)))).toBe(false)
  },
)
