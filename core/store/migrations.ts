import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'

/** One entry per version, in order; `user_version` counts those that have run. Never changed once released. */
const migrations = [
  // AUTOINCREMENT, so that a deleted id is never used again.
  `CREATE TABLE exchange (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     account_id TEXT NOT NULL,
     view TEXT NOT NULL,
     request BLOB NOT NULL,
     response BLOB NOT NULL
   ) STRICT;
   CREATE INDEX exchange_account ON exchange (account_id);`,
  `CREATE TABLE ip_list_version (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     version TEXT NOT NULL,
     received TEXT NOT NULL
   ) STRICT;`,
  `CREATE TABLE token_event (
     id INTEGER PRIMARY KEY,
     place TEXT NOT NULL,
     at INTEGER NOT NULL,
     record TEXT NOT NULL
   ) STRICT;
   CREATE INDEX token_event_place ON token_event (place, at);`,
  // The list's columns are separate from the large ones. The sequence goes with the new table, so that no id is used
  // again.
  `ALTER TABLE exchange RENAME TO exchange_whole;
   DROP INDEX exchange_account;
   CREATE TABLE exchange (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     account_id TEXT NOT NULL,
     pinned INTEGER NOT NULL,
     removed INTEGER NOT NULL,
     bytes INTEGER NOT NULL,
     summary TEXT NOT NULL
   ) STRICT;
   CREATE INDEX exchange_account ON exchange (account_id);
   CREATE TABLE exchange_content (
     id INTEGER PRIMARY KEY REFERENCES exchange (id) ON DELETE CASCADE,
     request_file TEXT,
     response_file TEXT,
     view TEXT NOT NULL,
     request BLOB NOT NULL,
     response BLOB NOT NULL
   ) STRICT;
   INSERT INTO exchange
     SELECT id, account_id, 0, 0, length(CAST(view AS BLOB)) + length(request) + length(response),
       -- One that is not JSON is left for the start to meet as such; it must not keep the others.
       CASE WHEN json_valid(view)
         THEN json_remove(view, '$.request', '$.response', '$.connection', '$.redactions', '$.problem')
         ELSE '' END
     FROM exchange_whole;
   INSERT INTO exchange_content SELECT id, NULL, NULL, view, request, response FROM exchange_whole;
   DELETE FROM sqlite_sequence WHERE name = 'exchange';
   INSERT INTO sqlite_sequence (name, seq)
     SELECT 'exchange', seq FROM sqlite_sequence WHERE name = 'exchange_whole';
   DROP TABLE exchange_whole;`,
  `CREATE TABLE seen_ip (
     account_id TEXT NOT NULL,
     ip TEXT NOT NULL,
     origin TEXT NOT NULL,
     proxy TEXT NOT NULL,
     first_at INTEGER NOT NULL,
     last_at INTEGER NOT NULL,
     times INTEGER NOT NULL,
     PRIMARY KEY (account_id, ip, origin, proxy)
   ) STRICT;`,
  // Unreadable rows stay, and are counted in a notice once. `passing_body` lists the files that are being written or
  // deleted.
  `ALTER TABLE exchange ADD COLUMN unreadable INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE ip_list_version ADD COLUMN unreadable INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE token_event ADD COLUMN unreadable INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE seen_ip ADD COLUMN unreadable INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE passing_body (name TEXT PRIMARY KEY) STRICT;`,
  // The tables stay as they are: exchanges name `initiator` and `step`, where they had `cause`. A console that expects
  // `cause` would mark such rows as unreadable for good; a version that it does not know keeps it from writing.
  'SELECT 1;',
]

/** The version this code writes. */
export const SCHEMA_VERSION = migrations.length

/** Reads `user_version`; a file that is not a database throws here first. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
}

/** Migrates an opened file to `target`, or leaves it unchanged. */
export function migrate(db: DatabaseSync, target = SCHEMA_VERSION): void {
  const steps = migrations.slice(Math.max(0, schemaVersion(db)), target)
  if (steps.length > 0) inTransaction(db, () => db.exec(`${steps.join('')} PRAGMA user_version = ${target};`))
}
