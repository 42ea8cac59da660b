import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'
import type { Log } from '#core/kernel/log/log.ts'

/** Set by `scripts/start.mjs`, which serves the page to a browser instead when no window shows. */
const readyFile = process.env.MP_CONSOLE_READY_FILE

/** Tells the launcher that there is a window. */
export function announceWindow(window: BrowserWindow, log: Log): void {
  if (!readyFile) return
  window.once('show', () => {
    writeFile(readyFile, '').catch(() => log.warn('the launcher was not told of the window'))
  })
}

/** Says why there will be no window: to the launcher, which says it in the terminal and goes on, or in a box. */
export function tellFailedStart(title: string, body: string): void {
  if (readyFile) process.stderr.write(`${body}\n`)
  else dialog.showErrorBox(title, body)
}
