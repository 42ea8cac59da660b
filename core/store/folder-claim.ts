import { realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { tryLock } from '#core/kernel/files/file-lock.ts'
import { kindOfPath } from '#core/kernel/files/private-file.ts'

/** The path of a data folder's claim: beside the folder, since a lock inside would be deleted with it. */
export function claimFileOf(folder: string): string {
  const real = realpathSync(folder)
  return join(dirname(real), `.${basename(real)}.lock`)
}

/**
 * Claims an existing data folder for this console, also while it is deleted and recreated; returns the function that
 * releases it, or `taken` while another console has it. Where nothing can be written beside the folder there is no
 * claim, only the lock on the database.
 */
export async function claimFolder(folder: string): Promise<(() => void) | 'taken'> {
  try {
    const file = claimFileOf(folder)
    // A link or a file with another name would lead elsewhere.
    if (!['empty', 'file'].includes(kindOfPath(file))) return () => {}
    const release = await tryLock(file)
    if (!release) return 'taken'
    return () => {
      try {
        // Before the lock is released: the next owner makes its own file.
        rmSync(file, { force: true })
      } catch {
        // Windows deletes no open file; it stays, and the next console locks it.
      }
      release()
    }
  } catch {
    return () => {}
  }
}
