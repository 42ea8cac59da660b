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
import { type ConsoleApp, createApp } from '#core/app.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { createSaving } from '#core/kernel/saving/saving.ts'
import { openStateFile } from '#core/kernel/state/state-file.ts'
import type { StateName } from '#core/kernel/state/state-port.ts'
import { openState } from '#core/kernel/state/versioned-state.ts'
import { environmentNotices } from '#core/notices/environment.ts'
import { createNotices } from '#core/notices/notices.ts'
import { openStore } from '#core/store/open-store.ts'
import { createSecretClipboard } from './adapters/clipboard.ts'
import { createNotify } from './adapters/notify.ts'
import { systemProxyOf } from './adapters/system-proxy.ts'
import { openVault, vaultSpec } from './adapters/vault.ts'
import { openWindowFile } from './adapters/window-file.ts'
import { type CrashContext, reloadWhenGone } from './crash.ts'
import { servePage } from './ipc.ts'
import { announceWindow } from './launcher.ts'
import { menuTemplate } from './menu.ts'
import { serveApp } from './page-security/app-protocol.ts'
import type { Page } from './page-security/page.ts'
import type { SafeOpen } from './page-security/safe-open.ts'
import { restrictSession } from './page-security/session-policy.ts'
import { openTray } from './tray/tray.ts'
import { bringToFront, openWindow } from './window/window.ts'
import { boundsSpec } from './window/window-bounds.ts'

/** Quitting waits this long for what is still being written. */
const CLOSE_WITHIN_MS = 5_000

/** Where the build puts what main needs, beside its own file. */
const built = {
  page: join(import.meta.dirname, '../renderer'),
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
  sandboxWorker: new URL('./sandbox-worker.js', import.meta.url),
}

export interface StartContext extends CrashContext {
  dataFolder: string
  page: Page
  redactor: Redactor
  safeOpen: SafeOpen
}

/** Electron is ready: the console is put together and its window opened. */
export async function startConsole(context: StartContext): Promise<void> {
  const { consoleApp, place, secretClipboard } = await openConsole(context)
  followSettings(consoleApp, context)

  const { page, log } = context
  log.info('the console is starting', { version: app.getVersion(), electron: process.versions.electron })
  restrictSession(session.defaultSession, page.origin)
  serveApp(session.defaultSession.protocol, built.page)

  const window = openWindow(built.preload, place, page.development)
  openTray({
    ...context,
    chosen: consoleApp.chosen,
    show: bringToFront,
    // In the window, since it may have to ask first.
    fetchToken() {
      bringToFront()
      consoleApp.pushAction('token.fetch')
    },
  })
  powerMonitor.on('resume', consoleApp.resumed)
  announceWindow(window, log)
  servePage(ipcMain, window.webContents, consoleApp.router, page.origin, log)
  reloadWhenGone(window, context)
  app.on('second-instance', bringToFront)
  // On macOS, too: the console is its one window.
  app.on('window-all-closed', () => app.quit())
  closeBeforeQuit(async () => {
    await secretClipboard.clear()
    await consoleApp.close()
    await place.flushed()
  }, context)

  await load(window, page)
}

async function openConsole({ dataFolder, logFile, log, clock, redactor, safeOpen }: StartContext) {
  const store = await openStore(dataFolder)
  const notices = createNotices()
  environmentNotices(process.env).forEach(notices.notice)
  const saving = createSaving(clock, log)
  const stateFile = (name: StateName) =>
    name === 'window' ? openWindowFile(dataFolder) : openStateFile(dataFolder, name)
  const stateContext = {
    stateFile,
    log,
    saving,
    readOnly: store.notices.some(({ code }) => code === 'folder-in-use'),
    notice: notices.notice,
  }
  const place = await openState(boundsSpec, stateContext)
  const vault = await openVault({
    keyring: safeStorage,
    state: await openState(vaultSpec, stateContext),
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    log,
  })
  const notify = createNotify(bringToFront)
  const [systemLanguage] = app.getPreferredSystemLanguages()
  const secretClipboard = createSecretClipboard(clipboard, clock)
  const consoleApp = await createApp({
    host: {
      kind: 'electron',
      version: app.getVersion(),
      platform: process.platform,
      ...(systemLanguage && { systemLanguage }),
      capabilities: { openExternal: true, clipboard: true, menu: true, notify: notify !== undefined, morePages: false },
      dataFolder,
      logFile,
    },
    clock,
    vault,
    stateFile,
    store,
    saving,
    log,
    redactor,
    notices,
    sandboxWorker: built.sandboxWorker,
    systemProxy: systemProxyOf(session.defaultSession),
    writeClipboard: secretClipboard.write,
    openExternal: safeOpen,
    ...(notify && { notify }),
  })
  return { consoleApp, place, secretClipboard }
}

/** Menu, dialogs and the native parts of the window speak and look as the settings say. */
function followSettings(consoleApp: ConsoleApp, { messages, page, safeOpen, log }: StartContext): void {
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
function closeBeforeQuit(close: () => Promise<void>, { log, clock }: StartContext): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    void Promise.race([close(), clock.sleep(CLOSE_WITHIN_MS)])
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
