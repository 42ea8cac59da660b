import type { DatabaseSync } from 'node:sqlite'
import type { ExchangeView } from '../../contract/exchange.ts'
import { MAX_EXCHANGES, type Store } from './store.ts'
import { summaryOf } from './summary.ts'

/** One entry per version, in order; `user_version` counts those that have run. */
const migrations = [
  // AUTOINCREMENT, so that an id that was deleted never comes back as another exchange.
  `CREATE TABLE exchange (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     account_id TEXT NOT NULL,
     view TEXT NOT NULL,
     request BLOB NOT NULL,
     response BLOB NOT NULL
   ) STRICT;
   CREATE INDEX exchange_account ON exchange (account_id);`,
]

/** The version this code writes. */
export const SCHEMA_VERSION = migrations.length

/** Reads `user_version`; a file that is not a database throws here first. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
}

/** Brings an opened file to {@link SCHEMA_VERSION}, each step in a transaction of its own. */
export function migrate(db: DatabaseSync): void {
  for (let version = schemaVersion(db); version < SCHEMA_VERSION; version++) {
    db.exec(`BEGIN; ${migrations[version]} PRAGMA user_version = ${version + 1}; COMMIT;`)
  }
}

/** Exchanges in one SQLite file, which the caller has opened, checked and migrated. */
export function createSqliteStore(db: DatabaseSync, maxExchanges = MAX_EXCHANGES): Store {
  const insert = db.prepare(
    'INSERT OR REPLACE INTO exchange (id, account_id, view, request, response) VALUES (?, ?, ?, ?, ?)',
  )
  const prune = db.prepare(
    'DELETE FROM exchange WHERE id <= (SELECT id FROM exchange ORDER BY id DESC LIMIT 1 OFFSET ?)',
  )
  const all = db.prepare('SELECT view FROM exchange ORDER BY id DESC')
  const one = db.prepare('SELECT view FROM exchange WHERE id = ?')
  const slice = {
    request: db.prepare('SELECT substr(request, ?, ?) AS bytes FROM exchange WHERE id = ?'),
    response: db.prepare('SELECT substr(response, ?, ?) AS bytes FROM exchange WHERE id = ?'),
  }
  const removeAccount = db.prepare('DELETE FROM exchange WHERE account_id = ?')
  const sequence = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'exchange'")
  const parse = (row: Record<string, unknown>) => JSON.parse(String(row.view)) as ExchangeView

  return {
    kind: 'sqlite',
    notices: [],
    lastId: async () => Number(sequence.get()?.seq ?? 0),
    async put(view, bodies) {
      insert.run(view.id, view.accountId, JSON.stringify(view), bodies.request, bodies.response)
      prune.run(maxExchanges)
    },
    list: async () => all.all().map((row) => summaryOf(parse(row))),
    async get(id) {
      const row = one.get(id)
      return row && parse(row)
    },
    async body(id, side, offset, length) {
      const row = slice[side].get(offset + 1, length, id)
      return row && (row.bytes as Uint8Array)
    },
    async removeAccount(accountId) {
      removeAccount.run(accountId)
    },
    close: async () => db.close(),
  }
}
