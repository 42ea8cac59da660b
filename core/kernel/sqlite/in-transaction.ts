import type { DatabaseSync } from 'node:sqlite'

/** All of what `run` does, or nothing of it. */
export function inTransaction<T>(db: DatabaseSync, run: () => T): T {
  db.exec('BEGIN')
  try {
    const value = run()
    db.exec('COMMIT')
    return value
  } catch (error) {
    // A disk without room, for one, has ended it already.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
