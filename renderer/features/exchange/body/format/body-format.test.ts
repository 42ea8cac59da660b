import { expect, test } from 'vitest'
import { bodyText, createBodyFormat, isJsonLike } from './body-format.ts'

const encode = (text: string) => new TextEncoder().encode(text)

test('plain text is what was received: BOM, CR and NUL included', () => {
  const text = '\ufeff{"a":\u0000}\r\n'
  expect(bodyText('plain', encode(text))).toBe(text)
})

test.each(['plain', 'pretty'] as const)('%s: a character cut by a slice is whole again', (form) => {
  const format = createBodyFormat(form)
  const bytes = encode('["青禾"]')
  const text = [...bytes].map((byte, at) => format.push(new Uint8Array([byte]), at === bytes.length - 1)).join('')
  expect(text).toBe(bodyText(form, bytes))
  expect(text).toContain('青禾')
})

test('a body that ends in the middle of a character shows that it does', () => {
  expect(bodyText('plain', encode('a中').slice(0, 3))).toBe('a\uFFFD')
})

test('a body that merely goes on is not broken, one that ends there is', () => {
  const format = createBodyFormat('pretty')
  format.push(encode('{"a":'), false)
  expect(format.brokenAt()).toBeUndefined()
  format.push(new Uint8Array(), true)
  expect(format.brokenAt()).toBe(5)
})

test.each([
  ['{"a":1}', true, true],
  [' \n[', false, true],
  ['{"cut', true, true],
  ['"ok"', true, true],
  ['12', true, true],
  ['12', false, false],
  ['OK', true, false],
  ['<html>', true, false],
  ['', true, false],
])('%j is worth showing as JSON, whole %s: %s', (text, whole, expected) => {
  expect(isJsonLike(encode(text), whole)).toBe(expected)
})
