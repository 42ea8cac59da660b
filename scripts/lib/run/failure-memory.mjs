import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from '#scripts/lib/project.mjs'

const DAY_MS = 24 * 60 * 60 * 1000
const defaultFile = join(cacheFolder, 'electron-download-failed')

/** Its time stamp is the memory. */
export function rememberFailure(file = defaultFile) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
}

export function forgetFailure(file = defaultFile) {
  rmSync(file, { force: true })
}

/** Whether the last download failed within a day. */
export function failedLately(file = defaultFile, now = Date.now()) {
  const failedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return failedAt !== undefined && Math.abs(now - failedAt) < DAY_MS
}
