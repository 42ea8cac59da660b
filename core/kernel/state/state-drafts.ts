import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stateNames } from './state-port.ts'

/** The names of `state-file.ts`'s temporary files. */
const DRAFT = new RegExp(String.raw`^(?:${stateNames.join('|')})\.json\.tmp-[0-9a-f]{16}$`)

/**
 * Removes temporary state files that killed writes have left: those of `vault.json` hold sealed secrets. Only for the
 * console that owns the folder, since another one may be about to rename its own. Never throws.
 */
export function sweepStateDrafts(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (DRAFT.test(name) && lstatSync(path).isFile()) rmSync(path)
    }
  } catch {
    // A file that cannot be removed now is tried again at the next start and stop.
  }
}
