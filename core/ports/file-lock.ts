import { open } from 'node:fs/promises'

/**
 * Takes the lock on a file, which is made for the owner only, and answers how to release it; `undefined` while another
 * process, or somebody else in this one, has it. The lock is SQLite's, that is the operating system's: it goes with the
 * process that holds it, so that there is none left to steal after a crash. Throws where the file cannot be opened.
 */
export async function tryLock(file: string): Promise<(() => void) | undefined> {
  const { DatabaseSync } = await import('node:sqlite')
  await (await open(file, 'a', 0o600)).close()
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return () => db.close()
  } catch (error) {
    db.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

/** SQLITE_BUSY is 5; its extended codes keep 5 in the low byte. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}
