import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTexts } from '#renderer/i18n.ts'
import { showToast, Toast, toasts, useOffer } from './toast.tsx'

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

/** Takes the last change back without the button, as its key does. */
const takeBack = () => {
  const { result } = renderHook(useOffer)
  act(() => result.current?.run())
}

const offer = (text: string, run = vi.fn()) => {
  act(() => toasts().offer({ text, label: 'Undo', run }, 15_000))
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

test('an offer is taken once, by its button or by its key', () => {
  const run = offer('deleted')
  takeBack()
  expect(run).toHaveBeenCalledOnce()
  expect(screen.queryByText('deleted')).toBeNull()
  expect(renderHook(useOffer).result.current, 'nothing is offered any more').toBeUndefined()
})

test('each of several keeps its own time; the last is in sight', () => {
  const first = offer('first')
  pass(10_000)
  const second = offer('second')
  expect(screen.queryByText('first')).toBeNull()
  pass(6_000)
  takeBack()
  expect(second).toHaveBeenCalledOnce()
  takeBack()
  expect(first, 'its time was over').not.toHaveBeenCalled()
})

test('it is a region, so that F6 gets there', () => {
  offer('deleted')
  expect(screen.getByRole('region', { name: 'Recent change' }).hasAttribute('data-region')).toBe(true)
})

test('when the last offer is taken, the one before is offered again', () => {
  const first = offer('first')
  offer('second')
  takeBack()
  screen.getByText('first')
  takeBack()
  expect(first).toHaveBeenCalledOnce()
})

test('words that come later stay for their own time', () => {
  act(() => showToast('one'))
  pass(1_500)
  act(() => showToast('two'))
  pass(1_500)
  screen.getByText('two')
})
