import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { markUnreadable } from '#core/kernel/sqlite/mark-unreadable.ts'
import type { BodyFiles } from './body-files.ts'
import type { Statements } from './statements.ts'
import { readSummary, readView } from './stored-exchange.ts'
import { summaryOf } from './summary.ts'

/**
 * What a wrong byte can have done to the rows, before anybody reads them: a row of the list that makes no sense is made
 * anew out of its exchange, or else marked; what can be counted again is. Answers how many were newly marked, and of
 * how many more the contents are damaged.
 */
export async function mendExchanges(
  db: DatabaseSync,
  sql: Statements,
  files: BodyFiles,
): Promise<{ marked: number; incomplete: number }> {
  const sizes = await nameFiles(sql, files)
  return inTransaction(db, () => {
    for (const statement of sql.mend) statement.run()
    const marked = markUnreadable(db, 'exchange', { read: () => sql.summaries.all() }, ({ rowid, summary }) => {
      const id = Number(rowid)
      if (readSummary(id, summary, false)) return true
      const view = readView(id, sql.view.get(id)?.view, false)
      if (view) sql.setSummary.run(JSON.stringify(summaryOf(view)), id)
      return view !== undefined
    })
    // The bounds put exchanges out by it.
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

/** A body's file is named by its exchange, whatever the row says. Answers what each exchange has in files. */
async function nameFiles(sql: Statements, files: BodyFiles): Promise<Map<number, number>> {
  const sizes = new Map<number, number>()
  for (const row of sql.files.all()) {
    const id = Number(row.id)
    for (const side of ['request', 'response'] as const) {
      const name = row[`${side}_file`]
      if (typeof name !== 'string') continue
      const lasting = files.lasting(id, side)
      if (name !== lasting) sql.setFile[side].run(lasting, id)
      sizes.set(id, (sizes.get(id) ?? 0) + (await files.size(lasting)))
    }
  }
  return sizes
}
