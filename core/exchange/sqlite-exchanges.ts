import type { DatabaseSync } from 'node:sqlite'
import type { ExchangeView } from '../../contract/exchange.ts'
import { type ExchangeStore, MAX_EXCHANGES } from './exchange-store.ts'
import { summaryOf } from './summary.ts'

/** Exchanges in the console's SQLite file, which the caller has opened, checked and migrated. */
export function createSqliteExchanges(db: DatabaseSync, maxExchanges = MAX_EXCHANGES): ExchangeStore {
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
  }
}
