import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { createJsonPrinter } from './json-printer.ts'

const encode = (text: string) => new TextEncoder().encode(text)

function print(text: string, cut = text.length) {
  const printer = createJsonPrinter()
  const bytes = encode(text)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const printed =
    decoder.decode(printer.push(bytes.subarray(0, cut)), { stream: true }) +
    decoder.decode(printer.push(bytes.subarray(cut)))
  return { printed, isJson: printer.finish(), brokenAt: printer.brokenAt(), closedAt: printer.closedAt }
}

const parses = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('is indented by two, one entry a line', () => {
  expect(print('{"ip_list":["42.192.6.0/24","1.1.1.1"],"n":{},"e":[ ]}').printed).toBe(`{
  "ip_list": [
    "42.192.6.0/24",
    "1.1.1.1"
  ],
  "n": {},
  "e": []
}`)
})

test('numbers, escapes and repeated keys stay as they were written', () => {
  expect(print('{"id":9007199254740993,"f":1.0E+2,"id":"\\u4e2d\\/\\"x"}').printed).toBe(`{
  "id": 9007199254740993,
  "f": 1.0E+2,
  "id": "\\u4e2d\\/\\"x"
}`)
})

test('what looks like structure inside a string is left alone', () => {
  expect(print('{"a":"{[,:]}"}').printed).toBe('{\n  "a": "{[,:]}"\n}')
})

test('control characters inside a string are let through', () => {
  const { printed, isJson } = print('["a\u0000b\rc"]')
  expect(printed).toBe('[\n  "a\u0000b\rc"\n]')
  expect(isJson).toBe(true)
})

test.each([
  ['', 0],
  ['<html>', 0],
  ['{"a":1}}', 7],
  ['{"a":', 5],
  ['{"a" 1}', 5],
  ['{"a":1,}', 7],
  ['[1 2]', 3],
  ['[01]', 2],
  ['[1.]', 3],
  ['[tru]', 4],
  ['["\\x"]', 3],
  ['["\\u12g4"]', 6],
  ['{]', 1],
  ['\ufeff{}', 0],
])('%j stops being JSON at byte %d', (text, at) => {
  expect(print(text)).toMatchObject({ isJson: false, brokenAt: at })
})

test('from where it stops being JSON on it is as received', () => {
  expect(print('{"a":[1,2}\n\n<!-- cut -->').printed).toBe('{\n  "a": [\n    1,\n    2}\n\n<!-- cut -->')
})

test('a line leads to the one that closes what it opens', () => {
  const { closedAt } = print('{"a":[1,{"b":2}],"c":[]}')
  expect([0, 1, 2, 3, 4, 5].map(closedAt)).toEqual([8, 6, undefined, 5, undefined, undefined])
})

test('what is not closed yet leads nowhere', () => {
  const { closedAt } = print('{"a":[1],"b":[')
  expect([0, 1, 3].map(closedAt)).toEqual([undefined, 3, undefined])
})

test('a line break inside a string counts', () => {
  expect(print('["a\nb",[1]]').closedAt(3)).toBe(5)
})

test('nesting as deep as the text is long stays of its size', () => {
  const { printed, isJson } = print('['.repeat(50_000) + ']'.repeat(50_000))
  expect(isJson).toBe(true)
  expect(printed.length).toBeLessThan(100_000 * 130)
})

property.prop([fc.json({ maxDepth: 4 })], { seed: 20261123 })('means the same as what was received', (json) => {
  expect(JSON.stringify(JSON.parse(print(json).printed))).toBe(JSON.stringify(JSON.parse(json)))
})

property.prop([fc.jsonValue({ maxDepth: 3 })], { seed: 20261123 })('loses nothing but blanks', (value) => {
  expect(print(JSON.stringify(value, null, 7)).printed).toBe(print(JSON.stringify(value)).printed)
  expect(print(JSON.stringify(value)).printed).toBe(JSON.stringify(value, null, 2))
})

property.prop([fc.json({ maxDepth: 3 }), fc.nat(200)], { seed: 20261123 })(
  'is the same wherever the bytes are cut',
  (json, cut) => {
    expect(print(json, Math.min(cut, encode(json).length)).printed).toBe(print(json).printed)
  },
)

/** JSON with a few characters put in or taken out: mostly none any more, but not always. */
const almostJson = fc
  .tuple(
    fc.json({ maxDepth: 2 }),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom('', ',', ':', '"', '{', '}', '[', ']', '0', '-', '.', 'e', 't', 'null', ' ', '\\', '\\u00e9'),
  )
  .map(([json, place, taken, put]) => {
    const at = place % (json.length + 1)
    return json.slice(0, at) + put + json.slice(at + taken)
  })

property.prop([almostJson], { seed: 20261123, numRuns: 5_000 })('agrees with the parser about what is JSON', (text) => {
  expect(print(text).isJson, text).toBe(parses(text))
})
