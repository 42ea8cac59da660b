import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { getMimeType } from 'hono/utils/mime'

export interface PageFile {
  bytes: Uint8Array<ArrayBuffer>
  type: string
}

/**
 * The file of the page's folder that a URL path names; `undefined` for anything that is not a file inside it.
 * The check is made on the real path, so neither `..` nor a link leads out.
 */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath)))
    if (!file.startsWith(root + sep)) return undefined
    return { bytes: new Uint8Array(await readFile(file)), type: getMimeType(file) ?? 'application/octet-stream' }
  } catch {
    return undefined
  }
}
