import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startTexts } from '#renderer/i18n.ts'
import { copyAsReceived } from './copy-as-received.ts'
import { ShownText } from './shown-text.tsx'

beforeAll(startTexts)
afterEach(cleanup)

const draw = (text: string, block = false) => render(<ShownText text={text} block={block} />).container

test('what turns the rest around is shown by its code, and is not in the page', () => {
  const container = draw('\u202e1.1.861.291\u200b')
  expect(container.textContent).toBe('U+202E1.1.861.291U+200B')
  expect(container.querySelector('bdi')?.dir).toBe('ltr')
  expect([...container.querySelectorAll('[title]')].map(({ textContent }) => textContent)).toEqual(['U+202E', 'U+200B'])
})

test('an ordinary text is a text and nothing else', () => {
  expect(draw('invalid ip 1.2.3.4').innerHTML).toBe('invalid ip 1.2.3.4')
})

test('any other letters cannot move what stands beside them', () => {
  expect(draw('公众号 שלום').innerHTML).toBe('<bdi dir="ltr">公众号 שלום</bdi>')
})

test('in a block, lines stay lines', () => {
  expect(draw('a\n\tb\u2028c', true).textContent).toBe('a\n\tbU+2028c')
})

test('a selection is copied as it was received', () => {
  const container = draw('a\u202eb\u200b\u2066')
  copyAsReceived(document)
  const selection = document.getSelection()
  selection?.selectAllChildren(container)
  onTestFinished(() => selection?.removeAllRanges())
  const setData = vi.fn()
  const event = Object.assign(new Event('copy', { cancelable: true }), { clipboardData: { setData } })
  document.dispatchEvent(event)
  expect(setData.mock.calls).toEqual([['text/plain', 'a\u202eb\u200b\u2066']])
  expect(event.defaultPrevented).toBe(true)
  expect(container.textContent).toBe('aU+202EbU+200B U+2066')
})
