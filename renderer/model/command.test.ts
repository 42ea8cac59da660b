import { act, renderHook } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { refusal } from '#renderer/testing/test-host.ts'
import { createAccountCommand, createCommand, type RunOptions, useCommand } from './command.ts'

/** Work whose runs end when the test says so, whatever their signal says. */
function heldWork() {
  const runs: (PromiseWithResolvers<string> & RunOptions)[] = []
  const work = vi.fn((options: RunOptions, _name?: string) => {
    const run = { ...Promise.withResolvers<string>(), ...options }
    runs.push(run)
    return run.promise
  })
  return { runs, work }
}

const question = { code: 'confirm-request', cost: 'clear-quota', retry: 'never' } as const

test('a problem is shown as declared, anything else without its text', async () => {
  const problem = { code: 'read-only', retry: 'never' } as const
  const command = createCommand((_, error: Error) => Promise.reject(error))
  await command.run(refusal(problem))
  expect(command.get()).toEqual({ busy: false, failure: problem })
  await command.run(new Error('a secret in a message'))
  expect(command.get().failure).toEqual({ code: 'internal' })
  await command.run(new TypeError('Failed to fetch'))
  expect(command.get().failure).toEqual({ code: 'host-lost' })
})

test('a cancelled run is over, and did not fail', async () => {
  const { runs, work } = heldWork()
  const command = createCommand(work)
  const run = command.run()
  expect(command.get()).toEqual({ busy: true })
  command.cancel()
  expect(runs[0]?.signal.aborted).toBe(true)
  runs[0]?.reject(runs[0].signal.reason)
  expect(await run).toBeUndefined()
  expect(command.get()).toEqual({ busy: false })
})

test.each(['resolves', 'rejects'] as const)(
  'only the last of two runs is shown: the older one %s later',
  async (how) => {
    const { runs, work } = heldWork()
    const command = createCommand(work, { whileBusy: 'replace' })
    const older = command.run('older')
    const newer = command.run('newer')
    expect(runs.map(({ signal }) => signal.aborted)).toEqual([true, false])

    runs[1]?.resolve('newer')
    expect(await newer).toBe('newer')
    expect(command.get()).toEqual({ busy: false, value: 'newer' })

    if (how === 'resolves') runs[0]?.resolve('older')
    else runs[0]?.reject(new Error('older'))
    expect(await older).toBeUndefined()
    expect(command.get()).toEqual({ busy: false, value: 'newer' })
  },
)

test('only the last of two runs is shown: the older one ends while the newer one runs', async () => {
  const { runs, work } = heldWork()
  const command = createCommand(work, { whileBusy: 'replace' })
  const older = command.run('older')
  const newer = command.run('newer')
  runs[0]?.resolve('older')
  expect(await older).toBeUndefined()
  expect(command.get()).toEqual({ busy: true })
  runs[1]?.resolve('newer')
  expect(await newer).toBe('newer')
})

test('a second press while the first runs does nothing', async () => {
  const { runs, work } = heldWork()
  const command = createCommand(work)
  const first = command.run()
  expect(await command.run()).toBeUndefined()
  expect(work).toHaveBeenCalledOnce()
  expect(runs[0]?.signal.aborted).toBe(false)
  runs[0]?.resolve('first')
  expect(await first).toBe('first')
  void command.run()
  expect(work).toHaveBeenCalledTimes(2)
})

test('a question is no failure; its yes runs the same again, confirmed', async () => {
  const work = vi.fn(async ({ confirmed }: RunOptions, name: string) => {
    if (!confirmed) throw refusal(question)
    return `${name} sent`
  })
  const command = createCommand(work)
  await command.run('one')
  expect(command.get()).toEqual({ busy: false, question })
  expect(await command.confirm()).toBe('one sent')
  expect(work.mock.lastCall?.[0].confirmed).toEqual(question)
  expect(command.get()).toEqual({ busy: false, value: 'one sent' })
  expect(await command.confirm()).toBeUndefined()
  expect(work).toHaveBeenCalledTimes(2)
})

test('the next run is not confirmed any more', async () => {
  const work = vi.fn(async ({ confirmed }: RunOptions) => {
    if (!confirmed) throw refusal(question)
  })
  const command = createCommand(work)
  await command.run()
  await command.confirm()
  await command.run()
  expect(command.get().question).toEqual(question)
})

test('the last value stays while the next run goes on, and when it fails', async () => {
  const { runs, work } = heldWork()
  const command = createCommand(work)
  const first = command.run()
  runs[0]?.resolve('first')
  await first
  const second = command.run()
  expect(command.get()).toEqual({ busy: true, value: 'first' })
  runs[1]?.reject(new Error())
  expect(await second).toBeUndefined()
  expect(command.get()).toEqual({ busy: false, value: 'first', failure: { code: 'internal' } })
  command.dismiss()
  expect(command.get()).toEqual({ busy: false })
})

test('a component is drawn anew as its command goes on, and runs what it means now', async () => {
  const { result, rerender } = renderHook(({ name }) => useCommand(async () => name), {
    initialProps: { name: 'before' },
  })
  rerender({ name: 'now' })
  await act(() => result.current.run())
  expect(result.current).toMatchObject({ busy: false, value: 'now' })
})

test('each account has a command of its own, and always the same', () => {
  const { work } = heldWork()
  const fetch = createAccountCommand((options, accountId) => work(options, accountId))
  void fetch('a1').run()
  void fetch('a1').run()
  void fetch('a2').run()
  expect(work.mock.calls.map(([, accountId]) => accountId)).toEqual(['a1', 'a2'])
  expect(fetch('a1').get().busy).toBe(true)
})

test('dismissing what the last run left does not end the one that runs', async () => {
  const { runs, work } = heldWork()
  const command = createCommand(work)
  const running = command.run()
  command.dismiss()
  expect(command.get().busy).toBe(true)
  runs[0]?.resolve('done')
  await running
  expect(command.get()).toEqual({ busy: false, value: 'done' })
})
