import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { expect, test, vi } from 'vitest'
import type { ConsoleRouter } from '#core/router.ts'
import { servePage } from './ipc.ts'
import { silentLog } from './testing/silent-log.ts'

const own = 'app://console'

class FakePort extends EventEmitter {
  readonly start = vi.fn()
  readonly postMessage = vi.fn()
  readonly close = vi.fn()
}

function serving() {
  const ipcMain = new EventEmitter()
  const contents = new EventEmitter()
  const log = silentLog()
  // Nothing is called over the ports here, so no command is needed.
  servePage(ipcMain as unknown as IpcMain, contents as unknown as WebContents, {} as ConsoleRouter, own, log)
  const frame = { parent: null, origin: own, url: `${own}/` }
  const ask = (change: object = {}) => {
    const port = new FakePort()
    ipcMain.emit('rpc:connect', { sender: contents, senderFrame: frame, ports: [port], ...change })
    return port
  }
  return { ipcMain, contents, frame, log, ask }
}

test('one channel, and the port of our page is served', () => {
  const { ipcMain, ask } = serving()
  expect(ipcMain.eventNames()).toEqual(['rpc:connect'])
  const port = ask()
  expect(port.start).toHaveBeenCalledOnce()
  expect(port.close).not.toHaveBeenCalled()
})

const frameOf = (change: object) => ({ senderFrame: { parent: null, origin: own, url: `${own}/`, ...change } })

test.each([
  ['another window', { sender: new EventEmitter() }],
  ['the frame is gone', { senderFrame: null }],
  ['not the top frame', frameOf({ parent: {} })],
  ['another origin', frameOf({ origin: 'https://elsewhere.test' })],
  ['another origin', frameOf({ origin: 'null' })],
  ['another page', frameOf({ url: 'about:blank' })],
  ['another page', frameOf({ url: `blob:${own}/0-1` })],
  ['another page', frameOf({ url: '' })],
])('%s: the port is closed and never served', (refusal, change) => {
  const { ask, log } = serving()
  const port = ask(change)
  expect(port.start).not.toHaveBeenCalled()
  expect(port.close).toHaveBeenCalledOnce()
  expect(log.error.mock.calls.map(([, facts]) => facts)).toMatchObject([{ refusal }])
})

test('several ports at once are all closed, and none at all is nothing', () => {
  const { ask, log } = serving()
  const ports = [new FakePort(), new FakePort()]
  ask({ ports })
  for (const port of ports) {
    expect(port.start).not.toHaveBeenCalled()
    expect(port.close).toHaveBeenCalledOnce()
  }
  ask({ ports: [] })
  expect(log.error.mock.calls.map(([, facts]) => facts)).toMatchObject([
    { refusal: 'not one port' },
    { refusal: 'not one port' },
  ])
})

test('a refused port takes nothing from the page that is served', () => {
  const { ask } = serving()
  const port = ask()
  ask({ senderFrame: null })
  expect(port.close).not.toHaveBeenCalled()
})

test('a new port takes the place of the old one', () => {
  const { ask } = serving()
  const first = ask()
  const second = ask()
  expect(first.close).toHaveBeenCalledOnce()
  expect(second.close).not.toHaveBeenCalled()
})

test.each([
  ['did-start-navigation', { isMainFrame: true, isSameDocument: false }],
  ['render-process-gone', {}],
  ['destroyed', {}],
])('%s ends what the page had', (name, details) => {
  const { contents, ask } = serving()
  const port = ask()
  contents.emit(name, details)
  expect(port.close).toHaveBeenCalledOnce()
})

test.each([
  { isMainFrame: true, isSameDocument: true },
  { isMainFrame: false, isSameDocument: false },
])('a navigation %j leaves it', (details) => {
  const { contents, ask } = serving()
  const port = ask()
  contents.emit('did-start-navigation', details)
  expect(port.close).not.toHaveBeenCalled()
})
