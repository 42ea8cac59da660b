import Conf from 'conf'
import { createStateFile, jsonStoreOptions } from '../../core/ports/state-file.ts'
import type { StateFile, StateName } from '../../core/ports.ts'

/** One `<name>.json` of the data folder. */
export function openStateFile(folder: string, name: StateName): StateFile {
  return createStateFile(folder, name, () => new Conf({ cwd: folder, configName: name, ...jsonStoreOptions }))
}
