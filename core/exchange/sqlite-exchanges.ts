import type { DatabaseSync } from 'node:sqlite'
import type { ExchangeSummary, ExchangeView } from '../../contract/exchange.ts'
import { defaultBounds, type ExchangeStore, type StoredBody } from './exchange-store.ts'
import { createLedger } from './ledger.ts'
import { createMemoryBody } from './memory-body.ts'
import { summaryOf } from './summary.ts'

/** Exchanges in the console's SQLite file, which the caller has opened, checked and migrated. */
export function createSqliteExchanges(db: DatabaseSync, bounds = defaultBounds): ExchangeStore {
  const insert = db.prepare(
    'INSERT OR REPLACE INTO exchange (id, account_id, pinned, removed, bytes, summary) VALUES (?, ?, ?, 0, ?, ?)',
  )
  const insertContent = db.prepare(
    'INSERT OR REPLACE INTO exchange_content (id, view, request, response) VALUES (?, ?, ?, ?)',
  )
  const all = db.prepare('SELECT summary, pinned FROM exchange WHERE removed = 0 ORDER BY id DESC')
  const one = db.prepare(
    'SELECT view, pinned FROM exchange JOIN exchange_content USING (id) WHERE id = ? AND removed = 0',
  )
  const slice = {
    request: db.prepare(
      'SELECT substr(request, ?, ?) AS bytes FROM exchange_content JOIN exchange USING (id) WHERE id = ? AND removed = 0',
    ),
    response: db.prepare(
      'SELECT substr(response, ?, ?) AS bytes FROM exchange_content JOIN exchange USING (id) WHERE id = ? AND removed = 0',
    ),
  }
  const setPinned = db.prepare('UPDATE exchange SET pinned = ? WHERE id = ? AND removed = 0')
  const setRemoved = db.prepare(
    'UPDATE exchange SET removed = ? WHERE id = ? AND removed != ? RETURNING id, bytes, pinned',
  )
  const drop = db.prepare('DELETE FROM exchange WHERE id = ?')
  const dropRemoved = db.prepare('DELETE FROM exchange WHERE id = ? AND removed = 1')
  const dropAccount = db.prepare('DELETE FROM exchange WHERE account_id = ? RETURNING id')
  const sequence = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'exchange'")

  // Removed by a console that did not come to wipe them.
  db.exec('DELETE FROM exchange WHERE removed = 1')
  const ledger = createLedger(bounds)
  for (const row of db.prepare('SELECT id, bytes, pinned FROM exchange WHERE removed = 0').all()) {
    ledger.add(Number(row.id), { bytes: Number(row.bytes), pinned: row.pinned === 1 })
  }

  const together = (run: () => void) => {
    db.exec('BEGIN')
    try {
      run()
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }
  const makeRoom = (newest?: number) => {
    const out = ledger.overflow(newest)
    if (out.length > 0) together(() => out.forEach((id) => void drop.run(id)))
    for (const id of out) ledger.delete(id)
    return out
  }

  return {
    lastId: async () => Number(sequence.get()?.seq ?? 0),
    openBody: createMemoryBody,
    async put(view, bodies) {
      const json = JSON.stringify(view)
      const [request, response] = [bytesOf(bodies.request), bytesOf(bodies.response)]
      const bytes = Buffer.byteLength(json) + request.length + response.length
      together(() => {
        insert.run(view.id, view.accountId, view.pinned ? 1 : 0, bytes, JSON.stringify(summaryOf(view)))
        insertContent.run(view.id, json, request, response)
      })
      ledger.add(view.id, { bytes, pinned: view.pinned })
      return makeRoom(view.id)
    },
    list: async () =>
      all.all().map((row) => ({ ...(JSON.parse(String(row.summary)) as ExchangeSummary), pinned: row.pinned === 1 })),
    async get(id) {
      const row = one.get(id)
      return row && { ...(JSON.parse(String(row.view)) as ExchangeView), pinned: row.pinned === 1 }
    },
    async body(id, side, offset, length) {
      const row = slice[side].get(offset + 1, length, id)
      return row && (row.bytes as Uint8Array)
    },
    async pin(ids, pinned) {
      together(() => {
        for (const id of ids) setPinned.run(pinned ? 1 : 0, id)
      })
      for (const id of ids) ledger.pin(id, pinned)
    },
    async remove(ids) {
      together(() => {
        for (const id of ids) setRemoved.run(1, id, 1)
      })
      for (const id of ids) ledger.delete(id)
    },
    async restore(ids) {
      together(() => {
        for (const id of ids) {
          const row = setRemoved.get(0, id, 0)
          if (row) ledger.add(id, { bytes: Number(row.bytes), pinned: row.pinned === 1 })
        }
      })
      return makeRoom()
    },
    async wipe(ids) {
      together(() => {
        for (const id of ids) dropRemoved.run(id)
      })
    },
    async removeAccount(accountId) {
      for (const { id } of dropAccount.all(accountId)) ledger.delete(Number(id))
    },
  }
}

function bytesOf(body: StoredBody): Uint8Array {
  if (body.kind === 'file') throw new Error('a body of another store')
  return body.bytes
}
