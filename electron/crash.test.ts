import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { reloadWhenGone } from './crash.ts'
import { createMessages } from './messages.ts'
import { silentLog } from './testing/silent-log.ts'

const electron = vi.hoisted(() => ({
  app: { quit: vi.fn() },
  dialog: { showMessageBox: vi.fn() },
}))
vi.mock('electron', () => electron)
beforeEach(() => void vi.clearAllMocks())

function setup() {
  const reload = vi.fn()
  const webContents = Object.assign(new EventEmitter(), { reload })
  const clock = createFakeClock()
  const context = { log: silentLog(), logFile: 'console.log', clock, messages: createMessages(() => 'en') }
  reloadWhenGone({ webContents } as unknown as BrowserWindow, context)
  const die = (reason = 'crashed') => webContents.emit('render-process-gone', {}, { reason, exitCode: 1 })
  return { clock, reload, die }
}

test('a page is reloaded three times within a minute, and again once the oldest reload is a minute old', async () => {
  electron.dialog.showMessageBox.mockReturnValue(new Promise(() => {}))
  const { clock, reload, die } = setup()
  const reloads: number[] = []
  for (const waitMs of [0, 10_000, 10_000, 10_000, 29_999, 1, 1, 9_999]) {
    await clock.advance(waitMs)
    die()
    reloads.push(reload.mock.calls.length)
  }
  expect(reloads).toEqual([1, 2, 3, 3, 3, 4, 4, 5])
  expect(electron.dialog.showMessageBox).toHaveBeenCalledTimes(3)
})

test.each([
  ['reload', 0, 4, 0],
  ['quit', 1, 3, 1],
])('beyond that the person is asked: %s', async (_, response, reloads, quits) => {
  electron.dialog.showMessageBox.mockResolvedValue({ response })
  const { reload, die } = setup()
  for (let count = 0; count < 4; count += 1) die()
  await vi.waitFor(() => expect(reload.mock.calls.length + electron.app.quit.mock.calls.length).toBe(4))
  expect([reload.mock.calls.length, electron.app.quit.mock.calls.length]).toEqual([reloads, quits])
})

test('a page that ended by itself stays ended', () => {
  const { reload, die } = setup()
  die('clean-exit')
  expect(reload).not.toHaveBeenCalled()
})
