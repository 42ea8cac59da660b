import { chmodSync, constants, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StateFile, StateName } from '../ports.ts'
import { placeAt } from './private-file.ts'

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
  const setAside = () => {
    const keptAs = freeName(folder, name)
    renameSync(file, join(folder, keptAs))
    return keptAs
  }

  return {
    isThere: () => placeAt(file) !== 'empty',
    async read() {
      const place = placeAt(file)
      if (place === 'empty') return undefined
      // Reading a pipe would wait for ever, and a link may lead anywhere.
      if (place === 'other') throw Object.assign(new Error('not a file'), { code: 'ELOOP' })
      return readFileSync(file, 'utf8')
    },
    async write(value) {
      // Before the library does, with rights for everybody.
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (placeAt(file) === 'other') setAside()
      open().store = value
    },
    setAside: async () => setAside(),
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
    if (placeAt(join(folder, candidate)) === 'empty') return candidate
  }
}
