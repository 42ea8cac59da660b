import { join } from 'node:path'
import {
  app,
  type BrowserWindow,
  clipboard,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  safeStorage,
  session,
} from 'electron'
import type { Settings } from '#contract/settings.ts'
import type { ConsoleApp } from '#core/app.ts'
import { type BootContext, type HostParts, openConsole } from '#core/boot/open-console.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { createSecretClipboard, type SecretClipboard } from './adapters/clipboard.ts'
import { createNotify } from './adapters/notify.ts'
import { systemProxyOf } from './adapters/system-proxy.ts'
import { openVault, vaultSpec } from './adapters/vault.ts'
import { openWindowFile } from './adapters/window-file.ts'
import { reloadWhenGone } from './crash.ts'
import { servePage } from './ipc.ts'
import { announceWindow } from './launcher.ts'
import { menuTemplate } from './menu.ts'
import type { Messages } from './messages.ts'
import { serveApp } from './page-security/app-protocol.ts'
import type { Page } from './page-security/page.ts'
import type { SafeOpen } from './page-security/safe-open.ts'
import { restrictSession } from './page-security/session-policy.ts'
import { openTray } from './tray/tray.ts'
import { bringToFront, openWindow } from './window/window.ts'
import { boundsSpec } from './window/window-bounds.ts'

/** Where the build puts what main needs, beside its own file. */
const built = {
  page: join(import.meta.dirname, '../renderer'),
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
  sandboxWorker: new URL('./sandbox-worker.js', import.meta.url),
}

interface StartContext {
  boot: BootContext
  messages: Messages
  page: Page
  safeOpen: SafeOpen
}

/** Electron is ready: the console is put together and its window opened. */
export async function startConsole(context: StartContext): Promise<void> {
  const { boot, messages, page } = context
  const { log } = boot
  const secretClipboard = createSecretClipboard(clipboard, boot.clock)
  const opened = await openConsole(boot, hostParts(context, secretClipboard))
  const bounds = await opened.openHostState(boundsSpec, openWindowFile(boot.dataFolder))
  followSettings(opened.app, context)

  log.info('the console is starting', { version: app.getVersion(), electron: process.versions.electron })
  restrictSession(session.defaultSession, page.origin)
  serveApp(session.defaultSession.protocol, built.page)

  const window = openWindow(built.preload, bounds, page.development)
  openTray({
    ...boot,
    texts: messages.current,
    chosen: opened.app.chosen,
    show: bringToFront,
    // In the window, since it may have to ask first.
    fetchToken() {
      bringToFront()
      opened.app.pushAction('token.fetch')
    },
  })
  powerMonitor.on('resume', opened.app.resumed)
  announceWindow(window, log)
  servePage(ipcMain, window.webContents, opened.app.router, page.origin, log)
  reloadWhenGone(window, { ...boot, messages })
  app.on('second-instance', bringToFront)
  // On macOS, too: the console is its one window.
  app.on('window-all-closed', () => app.quit())
  closeBeforeQuit(() => opened.close(secretClipboard.clear), log)

  await load(window, page)
}

function hostParts({ boot: { log }, safeOpen }: StartContext, { write }: SecretClipboard): HostParts {
  const notify = createNotify(bringToFront)
  const [systemLanguage] = app.getPreferredSystemLanguages()
  return {
    host: {
      kind: 'electron',
      version: app.getVersion(),
      ...(systemLanguage && { systemLanguage }),
      capabilities: { openExternal: true, clipboard: true, menu: true, notify: notify !== undefined, morePages: false },
    },
    openVault: async (openHostState) =>
      openVault({
        keyring: safeStorage,
        state: await openHostState(vaultSpec),
        platform: process.platform,
        isRoot: process.getuid?.() === 0,
        log,
      }),
    sandboxWorker: built.sandboxWorker,
    systemProxy: systemProxyOf(session.defaultSession),
    writeClipboard: write,
    openExternal: safeOpen,
    ...(notify && { notify }),
  }
}

/** Menu, dialogs and the native parts of the window speak and look as the settings say. */
function followSettings(consoleApp: ConsoleApp, { boot: { log }, messages, page, safeOpen }: StartContext): void {
  app.setAboutPanelOptions({ applicationName: 'MP Console', applicationVersion: app.getVersion() })
  let menuLanguage: Settings['language'] | undefined

  const apply = ({ theme, language }: Settings) => {
    nativeTheme.themeSource = theme
    if (language === menuLanguage) return
    menuLanguage = language
    messages.choose(language)
    const template = menuTemplate({
      texts: messages.current().actions,
      platform: process.platform,
      development: page.development,
      choose: consoleApp.pushAction,
      openLink: (link) => void safeOpen(link).catch(() => log.warn('the system did not open a link')),
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  apply(consoleApp.settings.current())
  consoleApp.settings.subscribe(apply)
}

/** The first request to quit waits for `close`; a second one ends at once. */
function closeBeforeQuit(close: () => Promise<unknown>, log: Log): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    void close()
      .catch((error: unknown) => log.error('the console did not close well', { error: String(error) }))
      .finally(() => app.exit())
  })
}

async function load(window: BrowserWindow, { url }: Page): Promise<void> {
  try {
    await window.loadURL(url)
  } catch (error) {
    // A window closed while its page was loading is no failure.
    if (!window.isDestroyed()) throw error
  }
}
