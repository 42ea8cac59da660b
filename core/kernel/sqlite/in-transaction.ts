import type { DatabaseSync } from 'node:sqlite'

/** Runs all of `run` or, when it throws, none of it. */
export function inTransaction<T>(db: DatabaseSync, run: () => T): T {
  db.exec('BEGIN')
  try {
    const value = run()
    db.exec('COMMIT')
    return value
  } catch (error) {
    // Some failures, such as a full disk, have rolled it back already.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
