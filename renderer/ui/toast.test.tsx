import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { runAction } from '#renderer/actions/registry.ts'
import { startTexts } from '#renderer/i18n.ts'
import { showToast, Toast, toasts } from './toast.tsx'

beforeAll(startTexts)
beforeEach(() => {
  vi.useFakeTimers()
  render(<Toast />)
})
afterEach(() => {
  act(() => vi.runAllTimers())
  cleanup()
  vi.useRealTimers()
})

const offer = (text: string, run = vi.fn()) => {
  act(() => toasts().offer({ text, label: 'Undo', action: 'exchange.undo', run }, 15_000))
  return run
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

test('words go after two seconds, an offer stays beside them for its time', () => {
  offer('deleted')
  act(() => showToast('copied'))
  pass(2_000)
  expect(screen.queryByText('copied')).toBeNull()
  screen.getByText('deleted')
  pass(12_999)
  screen.getByText('deleted')
  pass(1)
  expect(screen.queryByText('deleted')).toBeNull()
})

test('an offer is taken once, by its button or by its action', () => {
  const run = offer('deleted')
  act(() => void runAction('exchange.undo'))
  expect(run).toHaveBeenCalledOnce()
  expect(screen.queryByText('deleted')).toBeNull()
  expect(runAction('exchange.undo'), 'nobody answers any more').toBe(false)
})

test('each of several keeps its own time; the last is in sight', () => {
  const first = offer('first')
  pass(10_000)
  const second = offer('second')
  expect(screen.queryByText('first')).toBeNull()
  pass(6_000)
  act(() => void runAction('exchange.undo'))
  expect(second).toHaveBeenCalledOnce()
  act(() => void runAction('exchange.undo'))
  expect(first, 'its time was over').not.toHaveBeenCalled()
})

test('it is a region, so that F6 gets there', () => {
  offer('deleted')
  expect(screen.getByRole('region', { name: 'Recent change' }).hasAttribute('data-region')).toBe(true)
})
