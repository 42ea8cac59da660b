import { open, truncate } from 'node:fs/promises'
import { BUSY, NOTADB, sqliteCode } from '#core/kernel/sqlite/sqlite-code.ts'
import { kindOfPath } from './private-file.ts'

/**
 * Locks a file, created for its owner only, and returns the function that releases it; `undefined` while another
 * process, or another part of this one, has the lock. The lock is SQLite's, so the operating system's: it ends with its
 * process, and no stale lock is left after a crash. Throws where the file cannot be opened, and `ELOOP` where it is no
 * regular file: a pipe would block for ever, and a link may lead to a file that another program locks.
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
      if (sqliteCode(error) === BUSY) return undefined
      throw error
    }
  }
  try {
    return take()
  } catch (error) {
    if (sqliteCode(error) !== NOTADB) throw error
    // A file that is no database has no lock, and nothing in it to lose.
    await truncate(file, 0)
    return take()
  }
}
