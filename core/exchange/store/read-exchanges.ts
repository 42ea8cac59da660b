import { ProblemError } from '#core/kernel/problem-error.ts'
import type { ExchangeStore } from './exchange-store.ts'
import type { ExchangeTables } from './statements.ts'
import { readSummary, readView } from './stored-exchange.ts'

/** The part of the store that changes nothing. */
export function readingFrom({
  sql,
  files,
}: ExchangeTables): Pick<ExchangeStore, 'list' | 'get' | 'body' | 'unwritten'> {
  return {
    list: async () =>
      sql.list.all().flatMap(({ id, summary, pinned }) => readSummary(Number(id), summary, pinned === 1) ?? []),
    async get(id) {
      const row = sql.view.get(id)
      if (!row) return undefined
      const view = readView(id, row.view, row.pinned === 1)
      if (!view) throw new ProblemError({ code: 'exchange-unreadable', retry: 'never' })
      return view
    },
    async body(id, side, offset, length) {
      const row = sql.slice[side].get(offset + 1, length, id)
      if (row && typeof row.file === 'string') return files.read(row.file, offset, length)
      // SQLite answers NULL for a part of an empty blob.
      return row && ((row.bytes as Uint8Array | null) ?? new Uint8Array())
    },
    async unwritten(id, side, body, offset, length) {
      if (body.kind === 'bytes') return body.bytes.subarray(offset, offset + length)
      const found = await files.read(body.name, offset, length)
      // A put that failed late has given it its lasting name already.
      return found.length > 0 ? found : files.read(files.lasting(id, side), offset, length)
    },
  }
}
