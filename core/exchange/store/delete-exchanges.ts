import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import type { ExchangeTables } from './statements.ts'

/** Exchanges deleted in one transaction; other work runs between two. */
const BATCH = 50

/** Rows first: the next start finds a file without a row, but never a row without its file. */
export async function deleteExchanges(tables: ExchangeTables, ids: number[]): Promise<void> {
  const { db, sql } = tables
  for (let from = 0; from < ids.length; from += BATCH) {
    if (from > 0) await nextTurn()
    const names = inTransaction(db, () => ids.slice(from, from + BATCH).flatMap(deleteRows))
    await deleteFiles(tables, names)
  }

  function deleteRows(id: number): string[] {
    const content = sql.dropContent.get(id)
    sql.drop.run(id)
    const names = content ? fileNamesIn(content) : []
    for (const name of names) sql.pass.run(name)
    return names
  }
}

/** Files that cannot be deleted now stay listed, and are deleted at the next start. */
export async function deleteFiles({ db, sql, files }: ExchangeTables, names: string[]): Promise<void> {
  const gone = await files.remove(names)
  if (gone.length > 0) inTransaction(db, () => gone.forEach((name) => void sql.passed.run(name)))
}

export function fileNamesIn(row: Record<string, unknown>): string[] {
  return [row.request_file, row.response_file].filter((name) => typeof name === 'string')
}
