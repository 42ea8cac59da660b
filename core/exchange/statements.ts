import type { DatabaseSync } from 'node:sqlite'

/** What {@link createSqliteExchanges} asks of its two tables: `exchange` is what a list shows, `exchange_content` what is big. */
export function prepareStatements(db: DatabaseSync) {
  const slice = (column: 'request' | 'response') =>
    db.prepare(
      `SELECT ${column}_file AS file, substr(${column}, ?, ?) AS bytes
       FROM exchange_content JOIN exchange USING (id) WHERE id = ? AND removed = 0`,
    )
  return {
    sequence: db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'exchange'"),
    insert: db.prepare(
      'INSERT OR REPLACE INTO exchange (id, account_id, pinned, removed, bytes, summary) VALUES (?, ?, ?, 0, ?, ?)',
    ),
    insertContent: db.prepare(
      `INSERT INTO exchange_content (id, request_file, response_file, view, request, response)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    list: db.prepare('SELECT summary, pinned FROM exchange WHERE removed = 0 ORDER BY id DESC'),
    view: db.prepare('SELECT view, pinned FROM exchange JOIN exchange_content USING (id) WHERE id = ? AND removed = 0'),
    slice: { request: slice('request'), response: slice('response') },
    setPinned: db.prepare('UPDATE exchange SET pinned = ? WHERE id = ? AND removed = 0'),
    setRemoved: db.prepare('UPDATE exchange SET removed = ? WHERE id = ? AND removed != ? RETURNING id, bytes, pinned'),
    removed: db.prepare('SELECT id FROM exchange WHERE removed = 1'),
    ofAccount: db.prepare('SELECT id FROM exchange WHERE account_id = ?'),
    entries: db.prepare('SELECT id, bytes, pinned FROM exchange WHERE removed = 0'),
    files: db.prepare(
      `SELECT request_file, response_file FROM exchange_content
       WHERE request_file IS NOT NULL OR response_file IS NOT NULL`,
    ),
    drop: db.prepare('DELETE FROM exchange WHERE id = ?'),
    dropContent: db.prepare('DELETE FROM exchange_content WHERE id = ? RETURNING request_file, response_file'),
  }
}
