import type { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#contract/host.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { lastIdOf } from '#core/kernel/sqlite/mark-unreadable.ts'
import { reclaimSpace } from '#core/kernel/sqlite/reclaim-space.ts'
import { type BodyFiles, noBodyFiles } from './body-files.ts'
import { deleteExchanges, deleteFiles } from './delete-exchanges.ts'
import { bodySides, type ExchangeStore } from './exchange-store.ts'
import { putExchange } from './put-exchange.ts'
import { readingFrom } from './read-exchanges.ts'
import { createRetentionIndex, defaultLimits } from './retention.ts'
import { type ExchangeTables, prepareStatements } from './statements.ts'
import { tidyExchanges } from './tidy-exchanges.ts'

/** Upper bound in bytes for a store in memory, whatever its limits. */
export const MAX_IN_MEMORY = 64 * 1024 * 1024

/**
 * Exchanges in the console's SQLite file, which the caller has opened, checked and migrated, and their large bodies as
 * files. Leftovers of the last run are tidied up first.
 */
export async function openSqliteExchanges(
  db: DatabaseSync,
  files: BodyFiles,
  notice: (notice: Notice) => void,
  limits = defaultLimits,
): Promise<ExchangeStore> {
  const tables = { db, sql: prepareStatements(db), files }
  const lastFileId = await tidyExchanges(tables, notice)
  return storeOver(tables, { limits, lastFileId, maxBytes: Number.POSITIVE_INFINITY })
}

/** Exchanges in a migrated database that is in memory, as their bodies are. */
export function createMemoryExchanges(db: DatabaseSync, limits = defaultLimits): ExchangeStore {
  const tables = { db, sql: prepareStatements(db), files: noBodyFiles }
  return storeOver(tables, { limits, lastFileId: 0, maxBytes: MAX_IN_MEMORY })
}

function storeOver(
  tables: ExchangeTables,
  { limits, lastFileId, maxBytes }: { limits: typeof defaultLimits; lastFileId: number; maxBytes: number },
): ExchangeStore {
  const { db, sql, files } = tables
  const index = createRetentionIndex(limits, maxBytes)
  const addToIndex = (row: Record<string, unknown>) =>
    index.add(Number(row.id), { bytes: Number(row.bytes), pinned: row.pinned === 1 })
  sql.entries.all().forEach(addToIndex)

  const evict = async () => {
    const ids = index.overflow()
    await deleteExchanges(tables, ids)
    for (const id of ids) index.delete(id)
    return ids
  }

  return {
    lastId: async () => Math.max(lastIdOf(db, 'exchange'), lastFileId),
    openBody: () => files.open(),
    async setLimits(next) {
      index.setLimits(next)
      const evicted = await evict()
      if (evicted.length > 0) await reclaimSpace(db)
      return evicted
    },
    usage: async () => index.usage(),
    ...readingFrom(tables),
    async put(view, bodies) {
      index.add(view.id, { bytes: await putExchange(tables, view, bodies), pinned: view.pinned })
      return evict()
    },
    async discard(id, bodies) {
      for (const side of bodySides) {
        const body = bodies[side]
        if (body.kind === 'file') await deleteFiles(tables, [body.name, files.lasting(id, side)])
      }
    },
    async pin(ids, pinned) {
      inTransaction(db, () => {
        for (const id of ids) sql.setPinned.run(pinned ? 1 : 0, id)
      })
      for (const id of ids) index.pin(id, pinned)
      return evict()
    },
    async remove(ids) {
      inTransaction(db, () => {
        for (const id of ids) sql.setRemoved.run(1, id, 1)
      })
      for (const id of ids) index.delete(id)
    },
    async restore(ids) {
      const restored = inTransaction(db, () => ids.map((id) => sql.setRemoved.get(0, id, 0)))
      for (const row of restored) if (row) addToIndex(row)
      return evict()
    },
    async wipe(ids) {
      const removed = new Set(sql.removed.all().map(({ id }) => Number(id)))
      await deleteExchanges(
        tables,
        ids.filter((id) => removed.has(id)),
      )
      await reclaimSpace(db)
    },
    async removeAccount(accountId) {
      const ids = sql.ofAccount.all(accountId).map(({ id }) => Number(id))
      for (const id of ids) index.delete(id)
      await deleteExchanges(tables, ids)
      await reclaimSpace(db)
    },
  }
}
