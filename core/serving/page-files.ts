import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** One file of the built page. */
export interface PageFile {
  bytes: Uint8Array<ArrayBuffer>
  /** Value of `content-type`. */
  type: string
}

/** The file types of the page. Other types are not served. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
}

/**
 * The page's file at a URL path, `/` being `index.html`; `undefined` for anything but a known file type inside the
 * folder. Real paths are checked, so neither `..` nor a link leads out.
 */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, urlPath === '/' ? 'index.html' : decodeURIComponent(urlPath)))
    const type = contentTypes[extname(file)]
    if (!type || !file.startsWith(root + sep)) return undefined
    return { bytes: new Uint8Array(await readFile(file)), type }
  } catch {
    return undefined
  }
}
