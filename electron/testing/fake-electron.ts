import { EventEmitter } from 'node:events'

/** What the main process did to Electron, in the order in which it did it. */
export interface Calls {
  name: string
  args: unknown[]
}

/**
 * Electron's modules as far as the console uses them: each remembers what it was told and does nothing, so that a test
 * can start the whole main process where there is no Electron.
 */
export function fakeElectron({ isFirst = true, switches = [] as string[] } = {}) {
  const calls: Calls[] = []
  const told =
    <Result>(name: string, result?: Result) =>
    (...args: unknown[]) => {
      calls.push({ name, args })
      return result as Result
    }
  const becameReady = Promise.withResolvers<void>()

  const session = Object.assign(new EventEmitter(), {
    protocol: { handle: told('protocol.handle') },
    setPermissionRequestHandler: told('session.setPermissionRequestHandler'),
    setPermissionCheckHandler: told('session.setPermissionCheckHandler'),
    setDevicePermissionHandler: told('session.setDevicePermissionHandler'),
    setSpellCheckerEnabled: told('session.setSpellCheckerEnabled'),
    resolveProxy: async () => 'DIRECT',
  })
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: {
      hasSwitch: (name: string) => switches.includes(name),
      removeSwitch: told('commandLine.removeSwitch'),
    },
    getPreferredSystemLanguages: () => ['en'],
    getVersion: () => '0.0.0',
    setPath: told('app.setPath'),
    setAboutPanelOptions: told('app.setAboutPanelOptions'),
    requestSingleInstanceLock: told('app.requestSingleInstanceLock', isFirst),
    enableSandbox: told('app.enableSandbox'),
    quit: told('app.quit'),
    exit: told('app.exit'),
    whenReady: () => becameReady.promise,
  })
  const windows: EventEmitter[] = []
  const openWindow = (options: unknown) => {
    told('new BrowserWindow')(options)
    const window = Object.assign(new EventEmitter(), {
      webContents: new EventEmitter(),
      loadURL: async (url: string) => told('window.loadURL')(url),
      isMinimized: () => true,
      restore: told('window.restore'),
      show: told('window.show'),
      focus: told('window.focus'),
      setBackgroundColor() {},
    })
    windows.push(window)
    return window
  }
  class Tray {
    constructor() {
      throw new Error('there is no tray here')
    }
  }
  const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
  const modules = {
    app,
    BrowserWindow: Object.assign(
      // Called by `new`, which takes the object that is returned.
      function BrowserWindow(options: unknown) {
        return openWindow(options)
      },
      { getAllWindows: () => windows },
    ),
    Tray,
    session: { defaultSession: session },
    protocol: { registerSchemesAsPrivileged: told('protocol.registerSchemesAsPrivileged') },
    ipcMain: new EventEmitter(),
    shell: { openExternal: told('shell.openExternal', Promise.resolve()) },
    dialog: { showErrorBox: told('dialog.showErrorBox') },
    clipboard: { writeText: told('clipboard.writeText') },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: told('Menu.setApplicationMenu') },
    nativeImage: { createFromBuffer: () => ({ setTemplateImage() {} }) },
    nativeTheme: Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false }),
    powerMonitor: new EventEmitter(),
    safeStorage: { isAsyncEncryptionAvailable: async () => false, getSelectedStorageBackend: () => 'unknown' },
    screen: { getPrimaryDisplay: () => display, getAllDisplays: () => [display] },
    Notification: { isSupported: () => false },
  }
  return {
    modules,
    calls,
    named: (name: string) => calls.filter((call) => call.name === name),
    /** As Electron says that it is ready. */
    ready: () => becameReady.resolve(),
  }
}
