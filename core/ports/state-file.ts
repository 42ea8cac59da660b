import { existsSync, renameSync } from 'node:fs'
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

/** `<name>.json` of a data folder; `open` makes the store of that file, which throws on what is not JSON. */
export function createStateFile(folder: string, name: StateName, open: () => JsonStore): StateFile {
  const file = join(folder, `${name}.json`)
  return {
    async read() {
      return existsSync(file) ? open().store : undefined
    },
    async write(value) {
      open().store = value
    },
    async setAside() {
      const keptAs = freeName(folder, name)
      renameSync(file, join(folder, keptAs))
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
