/** Scheme and host of the built page; `app-protocol.ts` serves them. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'console'

/** Where the window's page comes from. */
export interface Page {
  url: string
  /** The only origin that may be shown in a window and may speak to the main process. */
  origin: string
  /** Served by the development server, with developer tools at hand. */
  development: boolean
}

/** `rendererUrl` is set by `electron-vite dev`; a packaged console takes no orders from its environment. */
export function choosePage({
  isPackaged,
  rendererUrl,
}: {
  isPackaged: boolean
  rendererUrl: string | undefined
}): Page {
  if (!isPackaged && rendererUrl) {
    return { url: rendererUrl, origin: new URL(rendererUrl).origin, development: true }
  }
  const origin = `${APP_SCHEME}://${APP_HOST}`
  return { url: `${origin}/`, origin, development: false }
}

/** Whether a URL belongs to an origin. `URL.origin` is "null" for schemes that Node does not know, such as ours. */
export function isOfOrigin(url: string, origin: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === origin
}
