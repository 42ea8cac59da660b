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

/** Asks for the page of the development server; `npm run dev` adds it. */
export const DEV_FLAG = '--dev'

/**
 * The built page, unless three things agree: the console is not packaged, it was started with `--dev`, and
 * `electron-vite dev` named a page of this machine. The variable alone does nothing: every shell opened inside such a tool
 * inherits it, and the page it names would be given the whole contract.
 */
export function choosePage({
  isPackaged,
  argv,
  rendererUrl,
}: {
  isPackaged: boolean
  argv: readonly string[]
  rendererUrl: string | undefined
}): Page {
  const url = !isPackaged && argv.includes(DEV_FLAG) ? loopbackUrl(rendererUrl ?? '') : undefined
  if (url) return { url: url.href, origin: url.origin, development: true }
  const origin = `${APP_SCHEME}://${APP_HOST}`
  return { url: `${origin}/`, origin, development: false }
}

function loopbackUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url?.protocol !== 'http:' || url.username !== '' || url.password !== '') return undefined
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) ? url : undefined
}

/** Whether a URL belongs to an origin. `URL.origin` is "null" for schemes that Node does not know, such as ours. */
export function isOfOrigin(url: string, origin: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === origin
}
