import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { piecesOf, shownText } from './shown-text.ts'

test.each([
  ['\u202e1.1.861.291', '[U+202E]1.1.861.291'],
  ['1.2.3.4\u200b', '1.2.3.4[U+200B]'],
  ['a\u2066b\u2069c', 'a[U+2066]b[U+2069]c'],
  ['a\u00a0b\u3000c d', 'a[U+00A0]b[U+3000]c d'],
  ['a\ufeffb\u00adc\u2060d', 'a[BOM]b[U+00AD]c[U+2060]d'],
  ['\0\u001b[31m\u007f\u0085', '[␀ ␛][31m[␡ U+0085]'],
  ['a\nb\tc', 'a[␊]b[␉]c'],
  ['a\u2028b', 'a[U+2028]b'],
  ['\ud800a\udc00', '[U+D800]a[U+DC00]'],
  ['a\u{e0041}\u{e0042}', 'a[U+E0041 U+E0042]'],
  ['a\u3164\u115f\u2800b', 'a[U+3164 U+115F U+2800]b'],
  ['\u200b'.repeat(500), '[U+200B U+200B U+200B U+200B +496]'],
  [`a${'\u0301'.repeat(60)}b`, `a${'\u0301'.repeat(4)}[U+0301 U+0301 U+0301 U+0301 +52]b`],
  ['\u0301a', '[U+0301]a'],
  ['wx\u200dab', 'wx[U+200D]ab'],
  ['\ue000', '[U+E000]'],
  ['a\ufff9b\u0600', 'a[U+FFF9]b[U+0600]'],
])('%j is shown as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown)
})

test.each([
  'api.weixin.qq.com',
  '公众号：青禾读书（测试）',
  'é e\u0301 \u1ec7',
  'שלום مرحبا',
  '👨‍👩‍👧‍👦 ❤️ 🏳️‍🌈 👍🏽 1️⃣',
  '𠮷野家',
  '',
])('%j is shown as it is', (text) => {
  expect(piecesOf(text)).toEqual(text === '' ? [] : [{ text }])
})

test('in a block, tabs and line breaks do what they do', () => {
  expect(shownText('a\n\tb\r\n', { block: true })).toBe('a\n\tb[␍]\n')
})

describe('any text', () => {
  const units = fc.constantFrom(
    'a',
    ' ',
    '\u202e',
    '\u200d',
    '\ufe0f',
    '\u0301',
    '\n',
    '\ud83d',
    '\udc68',
    '👨',
    '\u{e0041}',
  )
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: units, maxLength: 40 }))

  property.prop([texts, fc.boolean()], { seed: 20261127 })('is given again by its pieces', (text, block) => {
    expect(
      piecesOf(text, { block })
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })

  property.prop([texts], { seed: 20261127 })('has no character left that turns, breaks or hides', (text) => {
    const shown = shownText(text)
    expect(shown).not.toMatch(/[\p{Cc}\p{Bidi_C}\p{Zl}\p{Zp}\u200b\u2060\ufeff]|\p{M}{5}/u)
    expect(shown.isWellFormed()).toBe(true)
    expect(shownText(shown)).toBe(shown)
  })
})
