import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** One file of the built page, ready to be sent. */
export interface PageFile {
  bytes: Uint8Array<ArrayBuffer>
  /** Value of `content-type`. */
  type: string
}

/** Everything the page consists of. A kind of file that is not here is not served. */
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
 * The file of the page's folder that a URL path names, `/` being `index.html`; `undefined` for anything that is
 * not a known kind of file inside it. The check is made on real paths, so neither `..` nor a link leads out.
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
