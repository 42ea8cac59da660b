import { app, Menu, type NativeImage, nativeImage, Tray } from 'electron'
import type { Log } from '#core/kernel/log/log.ts'
import picture from './assets/tray.png?inline'
import templatePicture from './assets/tray-template.png?inline'
import { type FollowedStatus, followStatus } from './follow-status.ts'
import { type TrayCommands, trayMenu } from './tray-menu.ts'

interface TrayContext extends Omit<FollowedStatus, 'show'>, Omit<TrayCommands, 'quit'> {
  log: Log
}

/** The chosen account's time left in the system's tray. A system without one is logged, and no reason not to start. */
export function openTray({ show, fetchToken, log, ...followed }: TrayContext): void {
  let tray: Tray
  try {
    tray = new Tray(trayIcon())
  } catch (error) {
    log.warn('there is no tray', { reason: String(error) })
    return
  }
  const stop = followStatus({
    ...followed,
    show(text, texts) {
      tray.setToolTip(text)
      // Linux shows no tooltips and takes a changed menu only anew.
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(text, texts, { show, fetchToken, quit: () => app.quit() })))
    },
  })
  // On macOS a press opens the menu.
  if (process.platform !== 'darwin') tray.on('click', show)
  app.once('will-quit', () => {
    stop()
    tray.destroy()
  })
}

function trayIcon(): NativeImage {
  const isMac = process.platform === 'darwin'
  const [, base64 = ''] = (isMac ? templatePicture : picture).split(',')
  // 16 points wide, drawn twice as large.
  const image = nativeImage.createFromBuffer(Buffer.from(base64, 'base64'), { scaleFactor: 2 })
  image.setTemplateImage(isMac)
  return image
}
