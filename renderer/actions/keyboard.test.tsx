import { cleanup, fireEvent, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { ActionId } from '#contract/pure/actions/actions.ts'
import { useActionKeys } from './keyboard.ts'
import { runAction, useAction } from './registry.ts'

const ran = vi.fn<(id: ActionId) => void>()

function Screen({ dialog = false }: { dialog?: boolean }) {
  useActionKeys()
  useAction('token.fetch', () => ran('token.fetch'))
  useAction('help.shortcuts', () => ran('help.shortcuts'))
  useAction('exchange.undo', () => ran('exchange.undo'))
  useAction('view.filter', () => {
    ran('view.filter')
    return false
  })
  return (
    <>
      <input />
      {dialog && <div role="dialog" />}
    </>
  )
}

afterEach(() => {
  ran.mockClear()
  cleanup()
})

test('an accelerator acts while a field has the focus', async () => {
  const { container } = render(<Screen />)
  container.querySelector('input')?.focus()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(ran.mock.calls).toEqual([['token.fetch']])
})

test('a modifier too many is another key', async () => {
  render(<Screen />)
  await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
  await userEvent.keyboard('{Enter}')
  expect(ran).not.toHaveBeenCalled()
})

test('a single character acts only outside of fields', async () => {
  const { container } = render(<Screen />)
  await userEvent.type(container.querySelector('input') as HTMLInputElement, '?')
  expect(ran).not.toHaveBeenCalled()
  container.querySelector('input')?.blur()
  await userEvent.keyboard('?')
  expect(ran.mock.calls).toEqual([['help.shortcuts']])
})

test('undo is the field’s own while one types, and the list’s elsewhere', async () => {
  const { container } = render(<Screen />)
  container.querySelector('input')?.focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(ran).not.toHaveBeenCalled()
  container.querySelector('input')?.blur()
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(ran.mock.calls).toEqual([['exchange.undo']])
})

test('an action that had nothing to do leaves the key to others', async () => {
  render(<Screen />)
  const left = vi.fn((event: KeyboardEvent) => event.defaultPrevented)
  document.addEventListener('keydown', left)
  await userEvent.keyboard('/')
  document.removeEventListener('keydown', left)
  expect(ran.mock.calls).toEqual([['view.filter']])
  expect(left).toHaveReturnedWith(false)
})

test('a dialog has the keyboard for itself', async () => {
  render(<Screen dialog />)
  await userEvent.keyboard('{Control>}{Enter}{/Control}?')
  expect(ran).not.toHaveBeenCalled()
})

test('what left the screen no longer answers, and the key is left to others', async () => {
  const { unmount } = render(<Screen />)
  unmount()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(ran).not.toHaveBeenCalled()
})

test('an action answers only while its screen is there', () => {
  const { unmount } = render(<Screen />)
  unmount()
  expect(runAction('token.fetch')).toBe(false)
  expect(ran).not.toHaveBeenCalled()
})

test('a page that is gone listens to no keys', () => {
  const added = vi.spyOn(document, 'addEventListener')
  const removed = vi.spyOn(document, 'removeEventListener')
  render(<Screen />).unmount()
  const keys = (calls: unknown[][]) => calls.filter(([type]) => type === 'keydown').map(([, listener]) => listener)
  expect(keys(added.mock.calls).length).toBeGreaterThan(0)
  expect(keys(removed.mock.calls)).toEqual(expect.arrayContaining(keys(added.mock.calls)))
  vi.restoreAllMocks()
})

test('a key that is held down, or that was used, does nothing more', () => {
  render(<Screen />)
  fireEvent.keyDown(document.body, { key: '?', repeat: true })
  document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true })
  fireEvent.keyDown(document.body, { key: '?' })
  expect(ran).not.toHaveBeenCalled()
})
