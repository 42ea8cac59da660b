import type { Shell } from 'electron'
import { isAllowedLink } from '#core/host/links.ts'
import type { Log } from '#core/kernel/log/log.ts'

/** Opens a link outside the console, when it is allowed. */
export type SafeOpen = (link: string) => Promise<void>

/**
 * The only caller of `shell.openExternal`, which would start whatever program is registered for a URL. The link is checked
 * here, whoever checked it before, and passed on as parsed, so that it cannot be read in two ways.
 */
export function createSafeOpen(shell: Pick<Shell, 'openExternal'>, log: Log): SafeOpen {
  return async (link) => {
    const url = URL.parse(link)
    if (!url || !isAllowedLink(link)) {
      log.warn('link not opened', { scheme: url?.protocol ?? 'none', host: url?.host ?? 'none' })
      return
    }
    await shell.openExternal(url.href)
  }
}
