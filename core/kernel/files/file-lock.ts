import { open, truncate } from 'node:fs/promises'
import { kindOfPath } from './private-file.ts'

/**
 * Takes the lock on a file, which is made for the owner only, and answers how to release it; `undefined` while another
 * process, or somebody else in this one, has it. The lock is SQLite's, that is the operating system's: it goes with the
 * process that holds it, so that there is none left to steal after a crash. Throws where the file cannot be opened, and
 * `ELOOP` where it is none: a pipe would be waited for for ever, and a link may lead to a file that somebody else locks.
 */
export async function tryLock(file: string): Promise<(() => void) | undefined> {
  const { DatabaseSync } = await import('node:sqlite')
  if (kindOfPath(file) === 'other') throw Object.assign(new Error('not a lock'), { code: 'ELOOP' })
  await (await open(file, 'a', 0o600)).close()
  const take = () => {
    const db = new DatabaseSync(file, { timeout: 0 })
    try {
      db.exec('BEGIN EXCLUSIVE')
      return () => db.close()
    } catch (error) {
      db.close()
      if (codeOf(error) === BUSY) return undefined
      throw error
    }
  }
  try {
    return take()
  } catch (error) {
    if (codeOf(error) !== NOTADB) throw error
    // Nobody can hold what is no database, and there is nothing in it to lose.
    await truncate(file, 0)
    return take()
  }
}

// https://sqlite.org/rescode.html; extended codes keep them in the low byte.
const BUSY = 5
const NOTADB = 26

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}
