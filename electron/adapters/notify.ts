import { app, Notification } from 'electron'
import type { Ports } from '#core/ports.ts'

/** Native notifications; `onClick` is called when one is pressed. `undefined` where the system shows none. */
export function createNotify(onClick: () => void): Ports['notify'] {
  if (!Notification.isSupported()) return undefined
  // Windows wants a name to show them under; a program that was not installed goes by its path.
  if (process.platform === 'win32' && !app.isPackaged) app.setAppUserModelId(process.execPath)
  // Held until the next of their tag: a collected notification no longer reports a click.
  const shown = new Map<string, Notification>()

  return ({ title, body, tag }) => {
    shown.get(tag)?.close()
    const notification = new Notification({ title, body })
    shown.set(tag, notification)
    notification.on('click', onClick)
    notification.show()
  }
}
