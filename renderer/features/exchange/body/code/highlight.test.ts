import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { afterEach, expect, test } from 'vitest'
import { jsonColours, secretMarks, specialChars } from './highlight.ts'

let view: EditorView
function open(doc: string): EditorView {
  const extensions = [EditorState.lineSeparator.of('\n'), jsonColours, secretMarks, specialChars]
  view = new EditorView({ state: EditorState.create({ doc, extensions }), parent: document.body })
  return view
}
afterEach(() => view.destroy())

const coloured = (name: string) => [...view.dom.querySelectorAll(`.cm-${name}`)].map(({ textContent }) => textContent)

test('keys, values and what holds them together have colours of their own', () => {
  open('{\n  "a:1": "b\\": c",\n  "n": -1.5e+3,\n  "t": true\n}')
  expect(coloured('key')).toEqual(['"a:1"', '"n"', '"t"'])
  expect(coloured('string')).toEqual(['"b\\": c"'])
  expect(coloured('number')).toEqual(['-1.5e+3', 'true'])
  expect(coloured('punct')).toEqual(['{', ':', ',', ':', ',', ':', '}'])
})

test('what stands where a secret stood is set apart', () => {
  open('"access_token": "[hidden:136-chars:#ecfed5]"')
  expect([...view.dom.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual([
    '[hidden:136-chars:#ecfed5]',
  ])
})

test('what one cannot see is shown, and named', () => {
  open('a\u0000\r\u200b\u202a\u2068\u2060\u00a0\ufeff\u{e0041}\tb')
  expect(coloured('specialChar')).toEqual([
    ...['␀', '␍', 'U+200B', 'U+202A', 'U+2068', 'U+2060', 'U+00A0', 'BOM', 'U+E0041'],
  ])
  expect(view.dom.querySelector('[aria-label="Control character null"]')).not.toBeNull()
})
