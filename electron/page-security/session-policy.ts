import type { Session } from 'electron'
import { isOfOrigin } from './page.ts'

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1]

/** Everything a page can ask for. The type is Electron's, so a permission it adds does not compile until decided. */
const allowed: Record<Permission, boolean> = {
  // The one thing the page does: a press on a copy button.
  'clipboard-sanitized-write': true,

  // Reading what others copied is none of the page's business; it gets pasted text by the paste event.
  'clipboard-read': false,
  'deprecated-sync-clipboard-read': false,

  // The console neither sees nor hears, and knows nothing of where it is.
  media: false,
  'display-capture': false,
  'captured-surface-control': false,
  'speaker-selection': false,
  mediaKeySystem: false,
  geolocation: false,
  'geolocation-approximate': false,
  sensors: false,
  'idle-detection': false,
  ar: false,
  vr: false,
  'hand-tracking': false,

  // No devices.
  hid: false,
  serial: false,
  usb: false,
  midi: false,
  midiSysex: false,
  nfc: false,
  'smart-card': false,
  'web-printing': false,

  // The page saves by a download, for which the system's dialog asks; it opens no file by itself.
  fileSystem: false,
  'local-fonts': false,

  // All traffic is core's; the page talks to its own origin only.
  'local-network': false,
  'local-network-access': false,
  'loopback-network': false,
  'background-fetch': false,
  'background-sync': false,
  'periodic-background-sync': false,

  // Links go through safe-open, never to an app registered for a scheme.
  openExternal: false,

  // What the page shows is not worth keeping, nor to be shared with other sites.
  'persistent-storage': false,
  'storage-access': false,
  'top-level-storage-access': false,

  // The window is the window manager's and the menu's; a page that grabs it could show a false one.
  fullscreen: false,
  'automatic-fullscreen': false,
  pointerLock: false,
  keyboardLock: false,
  'window-management': false,
  notifications: false,
  'screen-wake-lock': false,
  'system-wake-lock': false,

  // Nothing is paid or installed here.
  'payment-handler': false,
  'web-app-installation': false,

  // What Electron itself cannot name.
  unknown: false,
}

/** Whether a page may have it; `permission` may be one that the table does not know. */
export function isAllowed(permission: string, requestingUrl: string, ownOrigin: string): boolean {
  return (allowed as Record<string, boolean>)[permission] === true && isOfOrigin(requestingUrl, ownOrigin)
}

/** Whether it is what the page itself has made, to be saved; anything else would come from outside. */
export function isOwnDownload(url: string, ownOrigin: string): boolean {
  return url.startsWith('blob:') && isOfOrigin(url.slice('blob:'.length), ownOrigin)
}

/** Both permission handlers: one answers requests, the other the checks that many web APIs make without asking. */
export function restrictSession(session: Session, ownOrigin: string): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isAllowed(permission, details.requestingUrl, ownOrigin))
  })
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isAllowed(permission, requestingOrigin, ownOrigin),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    if (!isOwnDownload(item.getURL(), ownOrigin)) event.preventDefault()
  })
  session.setSpellCheckerEnabled(false)
}
