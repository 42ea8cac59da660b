import type { App } from 'electron'
import type { Log } from '#core/kernel/log/log.ts'
import { isOfOrigin, type Page } from './page.ts'
import type { SafeOpen } from './safe-open.ts'

/**
 * Keeps every window on the console's own origin: nothing is navigated to, opened or embedded. A link that leads
 * elsewhere is handed to safe-open, which opens it outside if it is allowed.
 */
export function guardNavigation(app: Pick<App, 'on'>, page: Page, safeOpen: SafeOpen, log: Log): void {
  const isOurs = (url: string) => isOfOrigin(url, page.origin)

  app.on('web-contents-created', (_event, contents) => {
    // `will-navigate` is only about the top frame. The page has no other, so none of them goes anywhere.
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame && isOurs(event.url)) return
      event.preventDefault()
      if (event.isMainFrame) openOutside(event.url)
    })
    // A redirect is never a person's choice, so it is not opened outside either.
    contents.on('will-redirect', (event) => {
      if (!isOurs(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
    // `about:blank` needs no loading, so no handler is asked. The port is closed by then; the page is loaded again.
    contents.on('did-navigate', (_navigated, url) => {
      if (isOurs(url) || contents.getType() !== 'window') return
      log.warn('the window was led away from its page', { scheme: URL.parse(url)?.protocol ?? 'none' })
      contents.loadURL(page.url).catch(() => log.warn('the page did not come back'))
    })
  })

  function openOutside(url: string): void {
    safeOpen(url).catch(() => log.warn('the system did not open a link'))
  }
}
