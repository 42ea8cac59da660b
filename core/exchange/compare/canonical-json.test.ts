import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

const seed = { seed: 20261125 }

test('one entry a line, keys in order', () => {
  expect(canonicalJson('{"b":[1,{"d":[],"c":{}}],"a":null}')?.join('\n')).toBe(`{
  "a": null,
  "b": [
    1,
    {
      "c": {},
      "d": []
    }
  ]
}`)
})

test('numbers, escapes and repeated keys stay as they were received', () => {
  expect(canonicalJson(String.raw`{"z":9007199254740993,"\u0061":1.0E+2,"a":"\u4e2d\/","a":-0}`)).toEqual([
    '{',
    String.raw`  "\u0061": 1.0E+2,`,
    String.raw`  "a": "\u4e2d\/",`,
    '  "a": -0,',
    '  "z": 9007199254740993',
    '}',
  ])
})

test.each(['', '{"a":', '<html>', '\uFEFF{}', '{"a":1}}'])('says no to %j', (text) => {
  expect(canonicalJson(text)).toBeUndefined()
})

test('what is nested too deep to be indented is no JSON to compare', () => {
  expect(canonicalJson('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined()
  expect(canonicalJson('['.repeat(200) + ']'.repeat(200))).toHaveLength(399)
})

property.prop([fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 0, max: 5 })], seed)(
  'means the same, however it was written',
  (value, blanks) => {
    const lines = canonicalJson(JSON.stringify(value, null, blanks)) ?? []
    expect(JSON.parse(lines.join('\n'))).toEqual(JSON.parse(JSON.stringify(value)))
    expect(canonicalJson(JSON.stringify(value))).toEqual(lines)
  },
)

property.prop([fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }))], seed)(
  'is the same for any order of keys',
  (object) => {
    const turned = Object.fromEntries(Object.entries(object).reverse())
    expect(canonicalJson(JSON.stringify(turned))).toEqual(canonicalJson(JSON.stringify(object)))
  },
)
