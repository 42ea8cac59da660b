import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test, vi } from 'vitest'
import { silentLog } from '#electron/testing/silent-log.ts'
import { guardNavigation } from './navigation-guard.ts'
import { choosePage } from './page.ts'

const own = 'app://console/index.html?theme=dark'
const elsewhere = [
  'https://elsewhere.test/',
  'http://127.0.0.1:7264/',
  'app://other/',
  'about:blank',
  'about:srcdoc',
  'blob:app://console/0-1',
  'blob:https://elsewhere.test/0-1',
  'filesystem:app://console/temporary/a',
  'data:text/html,hello',
  'javascript:void 0',
  'view-source:app://console/',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu',
  'chrome-extension://abc/page.html',
  'file:///etc/passwd',
  'mailto:a@elsewhere.test',
  '',
]

class FakeContents extends EventEmitter {
  open: (details: { url: string }) => unknown = () => ({ action: 'allow' })
  readonly loadURL = vi.fn(async (_url: string) => {})
  readonly type: string
  constructor(type = 'window') {
    super()
    this.type = type
  }
  getType() {
    return this.type
  }
  setWindowOpenHandler(handler: (details: { url: string }) => unknown) {
    this.open = handler
  }
  /** Whether a listener prevented it. */
  prevented(name: string, details: object = {}) {
    const preventDefault = vi.fn()
    this.emit(name, { ...details, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
}

function guarded(type?: string) {
  const app = new EventEmitter()
  const opened: string[] = []
  const page = choosePage({ isPackaged: false, argv: [], rendererUrl: undefined })
  const log = silentLog()
  guardNavigation(app as unknown as App, page, async (url) => void opened.push(url), log)
  const contents = new FakeContents(type)
  app.emit('web-contents-created', {}, contents)
  return { contents, opened, log }
}

test('the page may be loaded again', () => {
  const { contents, opened } = guarded()
  expect(contents.prevented('will-frame-navigate', { url: own, isMainFrame: true })).toBe(false)
  expect(contents.prevented('will-redirect', { url: own })).toBe(false)
  contents.emit('did-navigate', {}, own)
  expect(contents.loadURL).not.toHaveBeenCalled()
  expect(opened).toEqual([])
})

test.each(elsewhere)('the window does not go to %j; safe-open decides whether it is opened outside', (url) => {
  const { contents, opened } = guarded()
  expect(contents.prevented('will-frame-navigate', { url, isMainFrame: true })).toBe(true)
  expect(opened).toEqual([url])
})

test.each([own, ...elsewhere])('no frame is shown, not even with %j, and nothing is opened for it', (url) => {
  const { contents, opened } = guarded()
  expect(contents.prevented('will-frame-navigate', { url, isMainFrame: false })).toBe(true)
  expect(opened).toEqual([])
})

test.each(elsewhere)('no redirect leads to %j', (url) => {
  const { contents, opened } = guarded()
  expect(contents.prevented('will-redirect', { url, isMainFrame: true })).toBe(true)
  expect(contents.prevented('will-redirect', { url, isMainFrame: false })).toBe(true)
  expect(opened).toEqual([])
})

test.each([own, ...elsewhere])('no window is opened for %j', (url) => {
  const { contents, opened } = guarded()
  expect(contents.open({ url })).toEqual({ action: 'deny' })
  expect(opened).toEqual([url])
})

test('nothing is embedded', () => {
  expect(guarded().contents.prevented('will-attach-webview')).toBe(true)
})

test.each(elsewhere)('a window that was led to %j without being asked comes back', (url) => {
  const { contents, log } = guarded()
  contents.emit('did-navigate', {}, url)
  expect(contents.loadURL.mock.calls).toEqual([['app://console/']])
  expect(log.warn).toHaveBeenCalledOnce()
})

test('the developer tools of the development server stay what they are', () => {
  const { contents } = guarded('remote')
  contents.emit('did-navigate', {}, 'devtools://devtools/bundled/inspector.html')
  expect(contents.loadURL).not.toHaveBeenCalled()
})
