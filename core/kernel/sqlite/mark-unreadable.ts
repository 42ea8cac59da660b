import type { DatabaseSync } from 'node:sqlite'

type Row = Record<string, unknown>

/** A larger number in a row is damage; `node:sqlite` throws on those that are no safe integer. */
export const MOST = 2 ** 52

/**
 * Reads the rows of `table` by `read`, with their `rowid`, and marks the unreadable ones: they stay in the file and are
 * not read again. `numbers` are the numeric columns. Returns the number of newly marked rows.
 */
export function markUnreadable(
  db: DatabaseSync,
  table: 'exchange' | 'ip_list_version' | 'token_event' | 'seen_ip',
  { numbers = [], read }: { numbers?: string[]; read(): Row[] },
  isReadable: (row: Row) => boolean,
): number {
  db.exec(`UPDATE ${table} SET unreadable = 0 WHERE unreadable NOT IN (0, 1, 2)`)
  const absurd = ['rowid', ...numbers].map((column) => `${column} NOT BETWEEN 0 AND ${MOST}`).join(' OR ')
  const marked = db.prepare(`UPDATE ${table} SET unreadable = 1 WHERE unreadable != 1 AND (${absurd})`).run()
  const mark = db.prepare(`UPDATE ${table} SET unreadable = 1 WHERE rowid = ?`)
  const bad = read().filter((row) => !isReadable(row))
  for (const { rowid } of bad) mark.run(Number(rowid))
  return Number(marked.changes) + bad.length
}

/** The highest id ever used in a table: its sequence may be damaged as well. */
export function lastIdOf(db: DatabaseSync, table: 'exchange' | 'ip_list_version'): number {
  const row = db
    .prepare(
      `SELECT max(
         coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = ?1 AND typeof(seq) = 'integer' AND seq <= ?2), 0),
         coalesce((SELECT max(id) FROM ${table} WHERE id <= ?2), 0)
       ) AS id`,
    )
    .get(table, MOST)
  return Number(row?.id ?? 0)
}
