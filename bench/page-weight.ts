import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Bench } from './row.ts'

const folder = join(import.meta.dirname, '../out/renderer')

/** JS and CSS of the built page, each file compressed by itself as a server would; fonts apart. */
export const pageWeight: Bench = async () => {
  const files = globSync('**/*.{js,css}', { cwd: folder })
  const row = { measure: 'JS + CSS of the page, gzip', unit: 'kB', limit: 320 }
  if (files.length === 0) return [{ ...row, note: 'not built: npm run build' }]
  const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file))).length)
  return [{ ...row, value: sizes.reduce((total, size) => total + size, 0) / 1000 }]
}
