import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import type { StateFile, StateName } from '../../core/ports.ts'

/** One `<name>.json` of the data folder. */
export function createStateFile(folder: string, name: StateName): StateFile {
  const file = join(folder, `${name}.json`)
  // Conf reads the file when made, and throws on what is not JSON.
  const open = () =>
    new Conf({
      cwd: folder,
      configName: name,
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    })

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
