import type { DatabaseSync } from 'node:sqlite'
import { migrate } from './migrations.ts'

/** The file is a database, but a table is not ours. */
export class StructureError extends Error {}

/**
 * Throws unless every table has the migrations' columns and no trigger changes writes; a missing index is made again.
 */
export function checkStructure(db: DatabaseSync, empty: DatabaseSync): void {
  migrate(empty)
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'trigger'").get()) throw new StructureError('triggers')
  for (const { type, name, sql } of empty.prepare('SELECT type, name, sql FROM sqlite_schema').all()) {
    if (type === 'table' && columnsOf(db, name) !== columnsOf(empty, name)) throw new StructureError('other columns')
    if (type !== 'index' || sql === null) continue
    if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?").get(String(name))) {
      db.exec(String(sql))
    }
  }
}

function columnsOf(db: DatabaseSync, table: unknown): string {
  const columns = db.prepare('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(String(table))
  return JSON.stringify(columns)
}
