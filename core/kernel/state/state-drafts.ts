import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stateNames } from './state-port.ts'

/** As `state-file.ts` names what it writes before it renames it. */
const DRAFT = new RegExp(String.raw`^(?:${stateNames.join('|')})\.json\.tmp-[0-9a-f]{16}$`)

/**
 * Removes what killed writes of state files have left in a data folder: those of `vault.json` hold sealed secrets. Only
 * for the console that owns the folder, since another one's draft may be about to be renamed. Never throws.
 */
export function sweepStateDrafts(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (DRAFT.test(name) && lstatSync(path).isFile()) rmSync(path)
    }
  } catch {
    // What cannot be removed now is tried again at the next start and stop.
  }
}
