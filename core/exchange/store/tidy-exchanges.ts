import type { Notice } from '#contract/host.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { markUnreadable } from '#core/kernel/sqlite/mark-unreadable.ts'
import { reclaimSpace } from '#core/kernel/sqlite/reclaim-space.ts'
import { deleteExchanges, deleteFiles, fileNamesIn } from './delete-exchanges.ts'
import { bodySides, summaryOf } from './exchange-store.ts'
import type { ExchangeTables } from './statements.ts'
import { readSummary, readView } from './stored-exchange.ts'

/**
 * Tidies up after the last run, before anything is read: deletes removed rows and unfinished files, repairs damaged
 * rows, and sets apart files without a row, which belong to a lost, newer database. Returns the highest id among those
 * files, 0 without any.
 */
export async function tidyExchanges(tables: ExchangeTables, notice: (notice: Notice) => void): Promise<number> {
  const { db, sql, files } = tables
  await deleteFiles(
    tables,
    sql.passing.all().map(({ name }) => String(name)),
  )
  await files.sweep()
  const { marked, incomplete } = await mendExchanges(tables)
  if (marked > 0) notice({ code: 'exchanges-unreadable', rows: marked })
  if (incomplete > 0) notice({ code: 'exchanges-incomplete', rows: incomplete })
  const removed = sql.removed.all().map(({ id }) => Number(id))
  await deleteExchanges(tables, removed)
  if (removed.length > 0) await reclaimSpace(db)
  const apart = await files.setApart(new Set(sql.files.all().flatMap(fileNamesIn)))
  if (apart) notice({ code: 'bodies-set-apart', keptAs: apart.keptAs, files: apart.files })
  return apart?.lastId ?? 0
}

/**
 * Repairs what a wrong byte can do to rows: an invalid summary is computed again from its exchange, or else the row is
 * marked as unreadable; sizes are counted again. Returns the number of newly marked rows, and of others whose view is
 * damaged.
 */
async function mendExchanges(tables: ExchangeTables): Promise<{ marked: number; incomplete: number }> {
  const { db, sql } = tables
  const sizes = await nameFiles(tables)
  return inTransaction(db, () => {
    for (const statement of sql.mend) statement.run()
    const marked = markUnreadable(db, 'exchange', { read: () => sql.summaries.all() }, ({ rowid, summary }) => {
      const id = Number(rowid)
      if (readSummary(id, summary, false)) return true
      const view = readView(id, sql.view.get(id)?.view, false)
      if (view) sql.setSummary.run(JSON.stringify(summaryOf(view)), id)
      return view !== undefined
    })
    // Eviction depends on it.
    for (const { id, bytes, in_rows } of sql.entries.all()) {
      const counted = Number(in_rows ?? 0) + (sizes.get(Number(id)) ?? 0)
      if (counted !== bytes) sql.setBytes.run(counted, Number(id))
    }
    const incomplete: number[] = []
    for (const { id, view } of sql.contents.iterate()) {
      if (!readView(Number(id), view, false)) incomplete.push(Number(id))
    }
    for (const id of incomplete) sql.setIncomplete.run(id)
    return { marked, incomplete: incomplete.length }
  })
}

/** A body's file is named by its exchange, whatever the row says. Returns the file sizes of each exchange. */
async function nameFiles({ sql, files }: ExchangeTables): Promise<Map<number, number>> {
  const sizes = new Map<number, number>()
  for (const row of sql.files.all()) {
    const id = Number(row.id)
    for (const side of bodySides) {
      const name = row[`${side}_file`]
      if (typeof name !== 'string') continue
      const lasting = files.lasting(id, side)
      if (name !== lasting) sql.setFile[side].run(lasting, id)
      sizes.set(id, (sizes.get(id) ?? 0) + (await files.size(lasting)))
    }
  }
  return sizes
}
