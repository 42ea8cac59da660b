import { realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { tryLock } from '#core/kernel/files/file-lock.ts'
import { kindOfPath } from '#core/kernel/files/private-file.ts'

/** Where the claim on a data folder lies: beside it, since a lock in it would be deleted with it. */
export function claimFileOf(folder: string): string {
  const real = realpathSync(folder)
  return join(dirname(real), `.${basename(real)}.lock`)
}

/**
 * Claims a data folder, which is there, for this console, also for the time in which it may be deleted and made anew;
 * answers how to give it back, or `taken` while another console has it. Where nothing can be written beside the folder
 * there is no claim, and the lock on the database is all there is.
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
        // Before the lock is released: the next owner makes a file of its own.
        rmSync(file, { force: true })
      } catch {
        // Windows deletes no file that is open; it stays, and the next console takes its lock.
      }
      release()
    }
  } catch {
    return () => {}
  }
}
