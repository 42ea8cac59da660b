import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { afterEach, expect, test } from 'vitest'
import { countFound, find, finding, findStep, stopFinding } from './finding.ts'

let view: EditorView
function open(doc: string): EditorView {
  view = new EditorView({ state: EditorState.create({ doc, extensions: [finding] }), parent: document.body })
  return view
}
afterEach(() => view.destroy())

const selected = () => view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to)
const anyCase = (text: string) => ({ text, matchCase: false })

test('the first is selected, and stays so while more of it is typed', () => {
  open('one Two three two')
  find(view, anyCase('t'))
  expect(view.state.selection.main.from).toBe(4)
  find(view, anyCase('two'))
  expect(view.state.selection.main.from).toBe(4)
  expect(selected()).toBe('Two')
  expect(countFound(view, anyCase('two'))).toEqual({ count: 2, current: 1, more: false })
})

test('steps go round in both directions', () => {
  open('a\nb a\na')
  find(view, anyCase('a'))
  findStep(view, false)
  expect(countFound(view, anyCase('a')).current).toBe(3)
  findStep(view, true)
  expect(countFound(view, anyCase('a')).current).toBe(1)
})

test('case counts when it is to, and what looks like an expression is none', () => {
  open('Ab ab a.b [x]')
  expect(countFound(view, { text: 'ab', matchCase: true }).count).toBe(1)
  expect(countFound(view, anyCase('a.b')).count).toBe(1)
  expect(countFound(view, anyCase('[x]')).count).toBe(1)
  expect(countFound(view, anyCase('')).count).toBe(0)
})

test('each is counted once, in a text of many blocks too', () => {
  open(Array.from({ length: 900 }, (_, line) => `${'x'.repeat(200)} needle${line}`).join('\n'))
  expect(countFound(view, anyCase('needle'), Number.POSITIVE_INFINITY)).toEqual({ count: 900, more: false })
})

test('counting ends when it has taken too long, found or not', () => {
  open('x'.repeat(100))
  expect(countFound(view, anyCase('needle'), -1)).toEqual({ count: 0, more: true })
})

test('counting ends at a thousand', () => {
  open('a '.repeat(5_000))
  expect(countFound(view, anyCase('a'))).toMatchObject({ count: 1_000, more: true })
})

test('nothing is marked any more once it is over', () => {
  open('aaa')
  find(view, anyCase('a'))
  expect(view.dom.querySelectorAll('.cm-searchMatch')).toHaveLength(3)
  stopFinding(view)
  expect(view.dom.querySelectorAll('.cm-searchMatch')).toHaveLength(0)
})
