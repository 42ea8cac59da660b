import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { refusal } from '#renderer/testing/test-host.ts'
import { useCall } from './use-call.ts'

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('a problem is told as declared, anything else without its text', async () => {
  const problem = { code: 'read-only', retry: 'never' } as const
  const { result } = renderHook(() => useCall(async (_, error: Error) => Promise.reject(error)))
  await act(() => result.current.run(refusal(problem)))
  expect(result.current.failure).toEqual(problem)
  await act(() => result.current.run(new Error('a secret in a message')))
  expect(result.current.failure).toEqual({ code: 'internal' })
  await act(() => result.current.run(new TypeError('Failed to fetch')))
  expect(result.current.failure).toEqual({ code: 'host-lost' })
})

test('a cancelled call is over, and did not fail', async () => {
  const { result } = renderHook(() => useCall(({ signal }) => untilAborted(signal)))
  let run: Promise<unknown> | undefined
  act(() => {
    run = result.current.run()
  })
  expect(result.current.busy).toBe(true)
  await act(async () => {
    result.current.cancel()
    await run
  })
  expect(result.current).toMatchObject({ busy: false, failure: undefined })
})

test('only the last of two runs is shown', async () => {
  const { result } = renderHook(() =>
    useCall(({ signal }, answer?: string) => (answer ? Promise.resolve(answer) : untilAborted(signal))),
  )
  let first: Promise<unknown> | undefined
  await act(async () => {
    first = result.current.run()
    expect(await result.current.run('second')).toBe('second')
    expect(await first).toBeUndefined()
  })
  expect(result.current).toMatchObject({ busy: false, failure: undefined })
})
