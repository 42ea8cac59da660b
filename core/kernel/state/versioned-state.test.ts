import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import type { StateFile } from './state-port.ts'
import { openState, type StateSpec } from './versioned-state.ts'

const spec: StateSpec<{ count: number }> = {
  name: 'settings',
  version: 2,
  schema: z.object({ count: z.number() }),
  initial: { count: 0 },
}

/** `read` answers or throws what it is given. */
function setup(content: unknown, options: { readOnly?: boolean; failing?: boolean } = {}) {
  const file = {
    read: vi.fn(async () => {
      if (content instanceof Error) throw content
      return typeof content === 'string' ? content : JSON.stringify(content)
    }),
    write: vi.fn<StateFile['write']>(async () => {
      if (options.failing) throw Object.assign(new Error('no space at /home/someone'), { code: 'ENOSPC' })
    }),
    setAside: vi.fn(async () => 'settings.unreadable-1.json'),
    copyAside: vi.fn(async () => 'settings.unreadable-1.json'),
  }
  const notice = vi.fn()
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const clock = createFakeClock()
  const saving = createSaving(clock, log)
  const context = {
    stateFile: () => file,
    log,
    saving,
    notice,
    readOnly: options.readOnly ?? false,
  }
  return { file, notice, log, clock, saving, options, open: () => openState(spec, context) }
}

test('starts from the initial value, writes what was set last with its version, once', async () => {
  const { file, open, notice } = setup(undefined)
  const state = await open()
  expect(state.get()).toEqual({ count: 0 })
  state.set({ count: 1 })
  state.set({ count: 2 })
  expect(state.get()).toEqual({ count: 2 })
  await state.flushed()
  expect(file.write.mock.calls).toEqual([[{ version: 2, data: { count: 2 } }]])
  expect(notice).not.toHaveBeenCalled()
})

test('reads what was written', async () => {
  expect((await setup({ version: 2, data: { count: 7 } }).open()).get()).toEqual({ count: 7 })
})

test.each([
  ['not JSON', '{"version":2,'],
  ['not an object', '"hello"'],
  ['without a version', { data: { count: 1 } }],
  ['of another shape', { version: 2, data: { count: 'one' } }],
])('a file that is %s is set aside and the console starts afresh', async (_, content) => {
  const { file, open, notice } = setup(content)
  const state = await open()
  expect(state.get()).toEqual({ count: 0 })
  expect(notice).toHaveBeenCalledWith({
    code: 'state-set-aside',
    file: 'settings.json',
    keptAs: 'settings.unreadable-1.json',
  })
  state.set({ count: 3 })
  await state.flushed()
  expect(file.write).toHaveBeenCalledOnce()
})

test('a file that cannot be read now is left alone', async () => {
  const { file, open, notice } = setup(Object.assign(new Error('no'), { code: 'EACCES' }))
  const state = await open()
  state.set({ count: 3 })
  await state.flushed()
  expect(notice.mock.calls).toEqual([[{ code: 'state-unavailable', file: 'settings.json', reason: 'no-access' }]])
  expect(file.setAside).not.toHaveBeenCalled()
  expect(file.write).not.toHaveBeenCalled()
})

test.each([
  ['as far as it can be read', { version: 3, data: { count: 7, more: true } }, 7],
  ['not at all when it cannot', { version: 3, data: { other: 1 } }, 0],
])('a newer file is used %s, and never written', async (_, content, count) => {
  const { file, open, notice } = setup(content)
  const state = await open()
  expect(state.get()).toEqual({ count })
  expect(notice).toHaveBeenCalledWith({ code: 'state-newer', file: 'settings.json' })
  state.set({ count: 9 })
  expect(state.get()).toEqual({ count: 9 })
  await state.flushed()
  expect(file.write).not.toHaveBeenCalled()
  expect(file.setAside).not.toHaveBeenCalled()
})

test('a folder that another console owns is read and neither written nor tidied', async () => {
  for (const content of [{ version: 2, data: { count: 7 } }, 'bad']) {
    const { file, open } = setup(content, { readOnly: true })
    const state = await open()
    state.set({ count: 8 })
    await state.flushed()
    expect(file.write).not.toHaveBeenCalled()
    expect(file.setAside).not.toHaveBeenCalled()
  }
})

test('a disk that takes no writes is told, without its path, and gets the last value as soon as it takes some', async () => {
  const { file, open, log, clock, saving, options } = setup(undefined, { failing: true })
  const state = await open()
  state.set({ count: 1 })
  expect(await state.flushed()).toBe('no-space')
  state.set({ count: 2 })
  expect(await state.flushed()).toBe('no-space')
  expect(state.get()).toEqual({ count: 2 })
  expect(saving.unsaved()).toEqual({ parts: ['settings'], reason: 'no-space' })
  expect(log.warn.mock.calls).toEqual([['not written for now', { part: 'settings', reason: 'no-space' }]])

  options.failing = false
  await clock.advance(2_000)
  expect(file.write).toHaveBeenLastCalledWith({ version: 2, data: { count: 2 } })
  expect(await state.flushed()).toBeUndefined()
  expect(saving.unsaved()).toBeUndefined()
})
