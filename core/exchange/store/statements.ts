import type { DatabaseSync } from 'node:sqlite'
import { MOST } from '#core/kernel/sqlite/mark-unreadable.ts'
import type { BodyFiles } from './body-files.ts'

/** What the exchanges of one database consist of. */
export interface ExchangeTables {
  db: DatabaseSync
  sql: ReturnType<typeof prepareStatements>
  files: BodyFiles
}

/** The statements on the two tables: `exchange` holds the list's columns, `exchange_content` the large ones. */
export function prepareStatements(db: DatabaseSync) {
  const slice = (column: 'request' | 'response') =>
    db.prepare(
      `SELECT ${column}_file AS file, substr(${column}, ?, ?) AS bytes
       FROM exchange_content JOIN exchange USING (id) WHERE id = ? AND removed = 0 AND unreadable != 1`,
    )
  return {
    insert: db.prepare(
      'INSERT OR REPLACE INTO exchange (id, account_id, pinned, removed, bytes, summary) VALUES (?, ?, ?, 0, ?, ?)',
    ),
    insertContent: db.prepare(
      `INSERT INTO exchange_content (id, request_file, response_file, view, request, response)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    list: db.prepare('SELECT id, summary, pinned FROM exchange WHERE removed = 0 AND unreadable != 1 ORDER BY id DESC'),
    view: db.prepare(
      `SELECT view, pinned FROM exchange LEFT JOIN exchange_content USING (id)
       WHERE id = ? AND removed = 0 AND unreadable != 1`,
    ),
    slice: { request: slice('request'), response: slice('response') },
    setPinned: db.prepare('UPDATE exchange SET pinned = ? WHERE id = ? AND removed = 0'),
    setRemoved: db.prepare('UPDATE exchange SET removed = ? WHERE id = ? AND removed != ? RETURNING id, bytes, pinned'),
    removed: db.prepare(`SELECT id FROM exchange WHERE removed = 1 AND id BETWEEN 0 AND ${MOST}`),
    ofAccount: db.prepare(`SELECT id FROM exchange WHERE account_id = ? AND id BETWEEN 0 AND ${MOST}`),
    summaries: db.prepare('SELECT id AS rowid, summary FROM exchange WHERE removed = 0 AND unreadable != 1'),
    // An unclear row counts as pinned and not removed, and its size is computed again.
    mend: [
      db.prepare('UPDATE exchange SET pinned = 1 WHERE pinned NOT IN (0, 1)'),
      db.prepare('UPDATE exchange SET removed = 0 WHERE removed NOT IN (0, 1)'),
      db.prepare(`UPDATE exchange SET bytes = 0 WHERE bytes NOT BETWEEN 0 AND ${MOST}`),
    ],
    contents: db.prepare(
      `SELECT id, view FROM exchange LEFT JOIN exchange_content USING (id) WHERE removed = 0 AND unreadable = 0`,
    ),
    /** Still in the list, and counted in a notice. */
    setIncomplete: db.prepare('UPDATE exchange SET unreadable = 2 WHERE id = ?'),
    setSummary: db.prepare('UPDATE exchange SET summary = ? WHERE id = ?'),
    entries: db.prepare(
      `SELECT id, bytes, pinned, octet_length(view) + length(request) + length(response) AS in_rows
       FROM exchange LEFT JOIN exchange_content USING (id) WHERE removed = 0 AND unreadable != 1`,
    ),
    setBytes: db.prepare('UPDATE exchange SET bytes = ? WHERE id = ?'),
    files: db.prepare(
      `SELECT id, request_file, response_file FROM exchange_content
       WHERE id BETWEEN 0 AND ${MOST} AND (request_file IS NOT NULL OR response_file IS NOT NULL)`,
    ),
    setFile: {
      request: db.prepare('UPDATE exchange_content SET request_file = ? WHERE id = ?'),
      response: db.prepare('UPDATE exchange_content SET response_file = ? WHERE id = ?'),
    },
    passing: db.prepare('SELECT name FROM passing_body'),
    pass: db.prepare('INSERT OR IGNORE INTO passing_body (name) VALUES (?)'),
    passed: db.prepare('DELETE FROM passing_body WHERE name = ?'),
    drop: db.prepare('DELETE FROM exchange WHERE id = ?'),
    dropContent: db.prepare('DELETE FROM exchange_content WHERE id = ? RETURNING request_file, response_file'),
  }
}
