import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { rowAfter, VirtualList } from './virtual-list.tsx'

const ROW = 20
const opened = vi.fn<(item: string) => void>()

function List({ items, focusKey }: { items: string[]; focusKey?: string }) {
  return (
    <VirtualList items={items} keyOf={(item) => item} rowHeight={ROW} label="things" focusKey={focusKey}>
      {(item, row) => (
        <button type="button" {...row} onClick={() => opened(item)}>
          {item}
        </button>
      )}
    </VirtualList>
  )
}

const many = Array.from({ length: 500 }, (_, index) => `thing ${index}`)

beforeEach(() => {
  // The list is as high as ten rows; nothing is laid out here.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(10 * ROW)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300)
})
afterEach(() => {
  document.body.replaceChildren()
  opened.mockClear()
  vi.restoreAllMocks()
})

test('only what is in sight exists, and each says its place', () => {
  render(<List items={many} />)
  const rows = screen.getAllByRole('listitem')
  expect(rows.length).toBeGreaterThanOrEqual(10)
  expect(rows.length).toBeLessThan(30)
  expect(rows[3]?.getAttribute('aria-posinset')).toBe('4')
  expect(rows[3]?.getAttribute('aria-setsize')).toBe('500')
})

test('Tab reaches one row; arrows, J and K move on; Enter opens', async () => {
  render(<List items={many} />)
  await userEvent.tab()
  expect(document.activeElement?.textContent).toBe('thing 0')
  await userEvent.keyboard('{ArrowDown}j')
  expect(document.activeElement?.textContent).toBe('thing 2')
  await userEvent.keyboard('k{Enter}')
  expect(opened.mock.calls).toEqual([['thing 1']])
  expect(screen.getAllByRole('button').filter((row) => row.tabIndex === 0)).toHaveLength(1)
})

test('a row far away comes to exist when a key leads there', async () => {
  render(<List items={many} />)
  await userEvent.tab()
  await userEvent.keyboard('{End}')
  expect(document.activeElement?.textContent).toBe('thing 499')
})

test('the focus stays with its item when newer ones come before it', async () => {
  const { rerender } = render(<List items={many} />)
  await userEvent.tab()
  await userEvent.keyboard('j')
  rerender(<List items={['newest', ...many]} />)
  expect(document.activeElement?.textContent).toBe('thing 1')
  await userEvent.keyboard('k')
  expect(document.activeElement?.textContent).toBe('thing 0')
})

test('the row that was left has the focus when the list is back', () => {
  render(<List items={many} focusKey="thing 300" />)
  expect(document.activeElement?.textContent).toBe('thing 300')
})

test('a row that is gone takes no focus', () => {
  render(<List items={many} focusKey="deleted" />)
  expect(document.activeElement).toBe(document.body)
})

describe('a key', () => {
  test.each([
    ['ArrowDown', 4, 5],
    ['j', 9, 9],
    ['k', 0, 0],
    ['PageDown', 3, 9],
    ['Home', 7, 0],
    ['End', 7, 9],
    ['x', 7, undefined],
  ])('%s leads from row %d of ten to %s', (key, row, to) => {
    expect(rowAfter(key, row, 10)).toBe(to)
  })

  test('leads nowhere in an empty list', () => {
    expect(rowAfter('ArrowDown', 0, 0)).toBeUndefined()
  })
})

test('a row that goes under the focus leaves it to the one in its place, or to the last', async () => {
  const { rerender } = render(<List items={['a', 'b', 'c']} />)
  await userEvent.tab()
  await userEvent.keyboard('j')
  rerender(<List items={['a', 'c']} />)
  expect(document.activeElement?.textContent).toBe('c')
  rerender(<List items={['a']} />)
  expect(document.activeElement?.textContent).toBe('a')
})

test('a row that goes while the focus is elsewhere leaves it there', async () => {
  const { rerender } = render(<List items={['a', 'b']} />)
  await userEvent.tab()
  await userEvent.keyboard('j')
  ;(document.activeElement as HTMLElement).blur()
  rerender(<List items={['a']} />)
  expect(document.activeElement).toBe(document.body)
})
