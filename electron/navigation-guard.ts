import type { App } from 'electron'
import type { Log } from '../core/ports.ts'
import { isOfOrigin } from './page.ts'
import type { SafeOpen } from './safe-open.ts'

/**
 * Keeps every window on the console's own origin: nothing is navigated to, opened or embedded. A link that leads
 * elsewhere is handed to safe-open, which opens it outside if it is allowed.
 */
export function guardNavigation(app: App, ownOrigin: string, safeOpen: SafeOpen, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    // Frames, too: `will-navigate` is only about the top one.
    contents.on('will-frame-navigate', (event) => {
      if (isOfOrigin(event.url, ownOrigin)) return
      event.preventDefault()
      if (event.isMainFrame) openOutside(event.url)
    })
    // A redirect is never a person's choice, so it is not opened outside either.
    contents.on('will-redirect', (event) => {
      if (!isOfOrigin(event.url, ownOrigin)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
  })

  function openOutside(url: string): void {
    safeOpen(url).catch(() => log.warn('the system did not open a link'))
  }
}
