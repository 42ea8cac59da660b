import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { outlineOf } from './json-outline.ts'

test.each([
  ['1', 0, []],
  ['"{[:"', 0, []],
  ['[]', 1, []],
  ['{"a":[{"b":1}],"a":"x:y","\\u0061":{}}', 3, ['a', 'a', 'a']],
  ['["a",{"b":1}]', 2, []],
  ['{"\\\\":"\\"}{","\\"":":"}', 1, ['\\', '"']],
  [' { "a" : 1 , "b" : [ ] } ', 2, ['a', 'b']],
])('%s', (text, depth, keys) => {
  expect(outlineOf(text)).toEqual({ depth, keys })
})

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

property.prop([fc.jsonValue(), fc.constantFrom(undefined, 2, '\t')], { seed: 8 })(
  'it is what the parsed value says',
  (value, space) => {
    const { depth, keys } = outlineOf(JSON.stringify(value, undefined, space))
    expect(depth).toBe(depthOf(value))
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    expect(keys.sort()).toEqual(isObject ? Object.keys(value).sort() : [])
  },
)

test('a million levels are counted', () => {
  expect(outlineOf('['.repeat(1e6) + ']'.repeat(1e6)).depth).toBe(1e6)
})
