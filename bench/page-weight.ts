import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Bench } from './row.ts'

const folder = join(import.meta.dirname, '../out/renderer')

/** JS and CSS of the built page, each file compressed by itself as a server would; fonts apart. */
export const pageWeight: Bench = async () => {
  const start = { measure: 'JS + CSS of the page at its start, gzip', unit: 'kB', limit: 320 }
  const later = { measure: 'JS + CSS fetched when a screen is first opened, gzip', unit: 'kB' }
  const files = globSync('**/*.{js,css}', { cwd: folder })
  if (files.length === 0) return [start, later].map((row) => ({ ...row, note: 'not built: npm run build' }))
  // The build names in the page whatever its entry imports statically, however deep.
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const { atStart = [], afterwards = [] } = Object.groupBy(files, (file) =>
    page.includes(file) ? 'atStart' : 'afterwards',
  )
  return [
    { ...start, value: weigh(atStart) },
    { ...later, value: weigh(afterwards) },
  ]
}

/** Thousands of bytes. */
function weigh(files: string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file))).length)
  return sizes.reduce((total, size) => total + size, 0) / 1000
}
