import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useLoaded } from './use-loaded.ts'

test('reading ends when another thing is to be read, or the screen goes', async () => {
  const signals: AbortSignal[] = []
  const load = ({ signal }: { signal: AbortSignal }) => {
    signals.push(signal)
    return new Promise<string>(() => {})
  }
  const { rerender, unmount } = renderHook(({ key }) => useLoaded(key, load), { initialProps: { key: 'a' } })
  await waitFor(() => expect(signals).toHaveLength(1))
  rerender({ key: 'b' })
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  unmount()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
})

test('without a key nothing is read', () => {
  const { result } = renderHook(() => useLoaded(undefined, () => Promise.reject(new Error('read'))))
  expect(result.current).toEqual({})
})
