import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { findJsonFault } from './json-fault.ts'

test.each<[string, { line: number; column: number }]>([
  ['', { line: 1, column: 1 }],
  ['{', { line: 1, column: 2 }],
  ['{"a":1,}', { line: 1, column: 8 }],
  ['{"a" 1}', { line: 1, column: 6 }],
  ["{'a':1}", { line: 1, column: 2 }],
  ['{"a":1\n "b":2}', { line: 2, column: 2 }],
  ['{\n  "rid": "x\n"}', { line: 2, column: 12 }],
  ['{"a":"\\x"}', { line: 1, column: 7 }],
  ['[1,2', { line: 1, column: 5 }],
  ['[1 2]', { line: 1, column: 4 }],
  ['{"a":01}', { line: 1, column: 6 }],
  ['{"a":$WX_APPID}', { line: 1, column: 6 }],
  ['{} {}', { line: 1, column: 4 }],
  ['{“a”:1}', { line: 1, column: 2 }],
  ['[1}', { line: 1, column: 3 }],
  ['appid=wx', { line: 1, column: 1 }],
])('%j stops being JSON at %j', (text, place) => {
  expect(findJsonFault(text)).toEqual(place)
})

test('a body of the most that is sent is read in no time, however deep', () => {
  const deep = `${'['.repeat(16_000)}${']'.repeat(16_000)}`
  expect(findJsonFault(deep)).toBeUndefined()
  expect(findJsonFault(`"${'\\"x'.repeat(10_000)}"`)).toBeUndefined()
})

property.prop([fc.json(), fc.constantFrom(undefined, 1, '\t')])('what is JSON has no fault', (json, indent) => {
  expect(findJsonFault(JSON.stringify(JSON.parse(json), undefined, indent))).toBeUndefined()
})

const spoilt = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', ',', '"', '{', ']', ':', '\\', '\n', '\u0000', '\u0085', '0', 'é', '-', 'e'),
  )
  .map(([json, at, mark]) => {
    const place = at % (json.length + 1)
    return json.slice(0, place) + mark + json.slice(place + (mark === '' ? 1 : 0))
  })

property.prop([fc.oneof(spoilt, fc.string())], { numRuns: 2_000 })('it agrees with JSON.parse on any text', (text) => {
  let isJson = true
  try {
    JSON.parse(text)
  } catch {
    isJson = false
  }
  expect(findJsonFault(text) === undefined).toBe(isJson)
})
