import { EventEmitter } from 'node:events'

/** What the main process did to Electron, in the order in which it did it. */
export interface Calls {
  name: string
  args: unknown[]
}

/**
 * Electron's modules as far as the console uses them: each records its calls and does nothing, so that a test
 * can start the whole main process where there is no Electron.
 */
export function fakeElectron({ isFirst = true, switches = [] as string[] } = {}) {
  const calls: Calls[] = []
  const recorded =
    <Result>(name: string, result?: Result) =>
    (...args: unknown[]) => {
      calls.push({ name, args })
      return result as Result
    }
  const becameReady = Promise.withResolvers<void>()

  const session = Object.assign(new EventEmitter(), {
    protocol: { handle: recorded('protocol.handle') },
    setPermissionRequestHandler: recorded('session.setPermissionRequestHandler'),
    setPermissionCheckHandler: recorded('session.setPermissionCheckHandler'),
    setDevicePermissionHandler: recorded('session.setDevicePermissionHandler'),
    setSpellCheckerEnabled: recorded('session.setSpellCheckerEnabled'),
    resolveProxy: async () => 'DIRECT',
  })
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: {
      hasSwitch: (name: string) => switches.includes(name),
      removeSwitch: recorded('commandLine.removeSwitch'),
    },
    getPreferredSystemLanguages: () => ['en'],
    getVersion: () => '0.0.0',
    setPath: recorded('app.setPath'),
    setAboutPanelOptions: recorded('app.setAboutPanelOptions'),
    requestSingleInstanceLock: recorded('app.requestSingleInstanceLock', isFirst),
    enableSandbox: recorded('app.enableSandbox'),
    quit: recorded('app.quit'),
    exit: recorded('app.exit'),
    whenReady: () => becameReady.promise,
  })
  const windows: EventEmitter[] = []
  const openWindow = (options: unknown) => {
    recorded('new BrowserWindow')(options)
    const window = Object.assign(new EventEmitter(), {
      webContents: new EventEmitter(),
      loadURL: async (url: string) => recorded('window.loadURL')(url),
      isMinimized: () => true,
      restore: recorded('window.restore'),
      show: recorded('window.show'),
      focus: recorded('window.focus'),
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
    protocol: { registerSchemesAsPrivileged: recorded('protocol.registerSchemesAsPrivileged') },
    ipcMain: new EventEmitter(),
    shell: { openExternal: recorded('shell.openExternal', Promise.resolve()) },
    dialog: { showErrorBox: recorded('dialog.showErrorBox') },
    clipboard: { writeText: recorded('clipboard.writeText') },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: recorded('Menu.setApplicationMenu'),
    },
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
