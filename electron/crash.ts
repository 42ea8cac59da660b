import { app, type BrowserWindow, dialog } from 'electron'
import type { BootContext } from '#core/boot/open-console.ts'
import { fill } from '#i18n/fill.ts'
import { reportFailedStart } from './launcher.ts'
import type { Messages } from './messages.ts'

/** Reloads allowed within the window of time; a page that dies more often dies of its own content. */
const MAX_RELOADS = 3
const RELOAD_WINDOW_MS = 60_000

interface CrashContext extends Pick<BootContext, 'log' | 'logFile' | 'clock'> {
  messages: Messages
}

/** Logs every error that nobody caught, and shows a box for the first one: a second box helps nobody. */
export function reportUncaught({ log, logFile, messages }: CrashContext): void {
  let isShown = false
  const report = (what: string) => (error: unknown) => {
    log.error(what, { error: describe(error) })
    if (isShown) return
    isShown = true
    const { title, body } = messages.current().actions.dialog.unexpected
    dialog.showErrorBox(title, fill(body, { file: logFile }))
  }
  process.on('uncaughtException', report('uncaught exception'))
  process.on('unhandledRejection', report('unhandled rejection'))
}

/** Without a start there is no console: says so and ends. */
export function endAfterFailedStart(error: unknown, { log, logFile, messages }: CrashContext): void {
  log.error('the console did not start', { error: describe(error) })
  const { title, body } = messages.current().actions.dialog.notStarted
  reportFailedStart(title, fill(body, { file: logFile }))
  app.exit(1)
}

/** Loads the page again when its process dies, and asks once that no longer helps. */
export function reloadWhenGone(window: BrowserWindow, { log, logFile, clock, messages }: CrashContext): void {
  let reloads: number[] = []

  function mayReload(): boolean {
    const now = clock.monotonic()
    reloads = reloads.filter((at) => now - at < RELOAD_WINDOW_MS)
    if (reloads.length >= MAX_RELOADS) return false
    reloads.push(now)
    return true
  }

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('the page is gone', { reason, exitCode })
    if (reason === 'clean-exit') return
    if (mayReload()) window.webContents.reload()
    else void ask().catch((error: unknown) => log.error('no dialog', { error: describe(error) }))
  })

  async function ask(): Promise<void> {
    const { title, body, reload, quit } = messages.current().actions.dialog.pageGone
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: title,
      detail: fill(body, { count: MAX_RELOADS, file: logFile }),
      buttons: [reload, quit],
      defaultId: 0,
      cancelId: 1,
    })
    if (response === 0) window.webContents.reload()
    else app.quit()
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
