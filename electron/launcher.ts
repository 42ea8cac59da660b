import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'
import type { Log } from '#core/kernel/log/log.ts'

/** Set by `scripts/start.mjs`, which serves the page to a browser instead when no window shows. */
const readyFile = process.env.MP_CONSOLE_READY_FILE

/** Tells the launcher that there is a window. */
export function announceWindow(window: BrowserWindow, log: Log): void {
  if (!readyFile) return
  window.once('show', () => {
    writeFile(readyFile, '').catch(() => log.warn('the launcher was not notified of the window'))
  })
}

/** Reports why there will be no window: to the launcher, which prints it and goes on in the browser, or in a box. */
export function reportFailedStart(title: string, body: string): void {
  if (readyFile) process.stderr.write(`${body}\n`)
  else dialog.showErrorBox(title, body)
}
