import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { prettyTokens } from './json-text.ts'

const pretty = (json: string) =>
  prettyTokens(json)
    ?.map(({ text }) => text)
    .join('')

test('is indented by two, one entry a line', () => {
  expect(pretty('{"ip_list":["42.192.6.0/24","1.1.1.1"],"n":{},"e":[]}')).toBe(`{
  "ip_list": [
    "42.192.6.0/24",
    "1.1.1.1"
  ],
  "n": {},
  "e": []
}`)
})

test('keeps numbers, escapes and repeated keys as they were written', () => {
  expect(pretty('{"id":9007199254740993,"f":1.0E+2,"id":"\\u4e2d\\/\\"x"}')).toBe(`{
  "id": 9007199254740993,
  "f": 1.0E+2,
  "id": "\\u4e2d\\/\\"x"
}`)
})

test('leaves what looks like structure inside a string alone', () => {
  expect(pretty('{"a":"{[,:]}"}')).toBe('{\n  "a": "{[,:]}"\n}')
})

test('tells keys from values', () => {
  expect(
    prettyTokens('{"a":"b","c":[1,true]}')
      ?.filter(({ kind }) => kind !== 'blank' && kind !== 'punctuation')
      .map(({ kind }) => kind),
  ).toEqual(['key', 'string', 'key', 'number', 'word'])
})

test.each(['', '{"a":', '<html>', '{"a":1}}'])('says no to %j', (text) => {
  expect(prettyTokens(text)).toBeUndefined()
})

property.prop([fc.json({ maxDepth: 4 })], { seed: 20261123 })('means the same as what was received', (json) => {
  expect(JSON.stringify(JSON.parse(pretty(json) ?? ''))).toBe(JSON.stringify(JSON.parse(json)))
})

property.prop([fc.jsonValue({ maxDepth: 3 })], { seed: 20261123 })('loses nothing but blanks', (value) => {
  const compact = JSON.stringify(value)
  const written = prettyTokens(JSON.stringify(value, null, 7)) ?? []
  expect(
    written
      .filter(({ kind }) => kind !== 'blank')
      .map(({ text }) => text)
      .join(''),
  ).toBe(compact)
})
