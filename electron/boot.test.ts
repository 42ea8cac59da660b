import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { fakeElectron } from './testing/fake-electron.ts'

// The whole main process runs here, against an Electron that only records what is called.

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boot-'))
  vi.stubEnv('MP_CONSOLE_DATA', folder)
  // A tool's environment is there in every test.
  vi.stubEnv('ELECTRON_RENDERER_URL', 'http://127.0.0.1:5173/')
  vi.resetModules()
  const before = { uncaught: process.listeners('uncaughtException'), lost: process.listeners('unhandledRejection') }
  onTestFinished(() => {
    for (const listener of process.listeners('uncaughtException')) {
      if (!before.uncaught.includes(listener)) process.off('uncaughtException', listener)
    }
    for (const listener of process.listeners('unhandledRejection')) {
      if (!before.lost.includes(listener)) process.off('unhandledRejection', listener)
    }
    vi.doUnmock('electron')
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })
})

async function boot(options: Parameters<typeof fakeElectron>[0] = {}) {
  const electron = fakeElectron(options)
  vi.doMock('electron', () => ({ ...electron.modules, default: electron.modules }))
  await import('./main.ts')
  return electron
}

/** Until the window loads its page; quits when the test is over. */
async function start(options: Parameters<typeof fakeElectron>[0] = {}) {
  const electron = await boot(options)
  electron.ready()
  await vi.waitFor(() => expect(electron.named('window.loadURL')).toHaveLength(1))
  onTestFinished(async () => {
    electron.modules.app.emit('will-quit', { preventDefault() {} })
    await vi.waitFor(() => expect(electron.named('app.exit')).toHaveLength(1))
  })
  return electron
}

test('everything that must come before Electron is ready does', async () => {
  const { named, modules } = await boot()
  expect(named('app.enableSandbox')).toHaveLength(1)
  expect(named('app.requestSingleInstanceLock')).toHaveLength(1)
  expect(named('protocol.registerSchemesAsPrivileged')[0]?.args).toEqual([
    [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
  ])
  expect(modules.app.listenerCount('web-contents-created')).toBe(1)
  expect(modules.BrowserWindow.getAllWindows()).toEqual([])
})

test('switches that loosen the window are taken off, and without a sandbox it is not asked for', async () => {
  const { named } = await boot({ switches: ['no-sandbox', 'disable-web-security'] })
  expect(named('commandLine.removeSwitch').map(({ args }) => args)).toEqual([['disable-web-security']])
  expect(named('app.enableSandbox')).toEqual([])
})

test('a second console of the folder ends, and opens nothing', async () => {
  const { named, modules, ready } = await boot({ isFirst: false })
  ready()
  await new Promise(setImmediate)
  expect(named('app.quit')).toHaveLength(1)
  expect(modules.BrowserWindow.getAllWindows()).toEqual([])
  expect(modules.app.listenerCount('web-contents-created')).toBe(0)
})

test('the window has no Node, a world of its own, a sandbox, and the built page, whatever the environment names', async () => {
  const { named, modules } = await start()
  expect(named('new BrowserWindow').map(({ args }) => args)).toEqual([
    [
      expect.objectContaining({
        webPreferences: {
          preload: expect.stringMatching(/preload\.cjs$/),
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webviewTag: false,
          spellcheck: false,
          devTools: false,
        },
      }),
    ],
  ])
  expect(named('window.loadURL').map(({ args }) => args)).toEqual([['app://console/']])
  expect(modules.ipcMain.eventNames()).toEqual(['rpc:connect'])
})

test('its session is restricted and serves the page before anything is loaded', async () => {
  const { calls, modules } = await start()
  const names = calls.map(({ name }) => name)
  for (const name of [
    'session.setPermissionRequestHandler',
    'session.setPermissionCheckHandler',
    'session.setDevicePermissionHandler',
    'protocol.handle',
  ]) {
    expect(names.indexOf(name), name).toBeGreaterThanOrEqual(0)
    expect(names.indexOf(name), name).toBeLessThan(names.indexOf('new BrowserWindow'))
  }
  expect(modules.session.defaultSession.listenerCount('will-download')).toBe(1)
})

test('a second launch brings the one window to front', async () => {
  const { modules, named } = await start()
  modules.app.emit('second-instance')
  expect(named('window.restore')).toHaveLength(1)
  expect(named('window.show')).toHaveLength(1)
  expect(modules.BrowserWindow.getAllWindows()).toHaveLength(1)
})

test('the menu has neither developer tools nor reload', async () => {
  const { named } = await start()
  const menu = JSON.stringify(named('Menu.setApplicationMenu'))
  expect(menu).toContain('"role":"copy"')
  expect(menu).not.toMatch(/"role":"(?:reload|forceReload|toggleDevTools)"/)
})
