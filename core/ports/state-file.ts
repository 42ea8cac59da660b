import { chmodSync, constants, copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StateFile, StateName } from '../ports.ts'

/** What is used of `conf`. */
interface JsonStore {
  store: Record<string, unknown>
}

/** Its options on both hosts. */
export const jsonStoreOptions = {
  configFileMode: 0o600,
  // An unreadable file is set aside by its owner, never cleared.
  clearInvalidConfig: false,
  accessPropertiesByDotNotation: false,
}

/** `<name>.json` of a data folder; `open` makes the store of that file. */
export function createStateFile(folder: string, name: StateName, open: () => JsonStore): StateFile {
  const file = join(folder, `${name}.json`)
  return {
    async read() {
      try {
        return readFileSync(file, 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(value) {
      open().store = value
    },
    async setAside() {
      const keptAs = freeName(folder, name)
      renameSync(file, join(folder, keptAs))
      return keptAs
    },
    async copyAside() {
      const keptAs = freeName(folder, name)
      const copy = join(folder, keptAs)
      try {
        copyFileSync(file, copy, constants.COPYFILE_EXCL)
        chmodSync(copy, 0o600)
      } catch (error) {
        rmSync(copy, { force: true })
        throw error
      }
      return keptAs
    },
  }
}

function freeName(folder: string, name: StateName): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${name}.unreadable-${number}.json`
    if (!existsSync(join(folder, candidate))) return candidate
  }
}
