import type { ExchangeSummary } from '#contract/exchange.ts'

/** The list of exchanges as a page sees it, in memory. */
export interface ExchangeList {
  rows: Map<number, ExchangeSummary>
  /** Removed rows that can still be restored, by id, each with the removal whose time it waits for. */
  removed: Map<number, { row: ExchangeSummary; removal: object }>
  /** A running or unwritten exchange may have been pinned meanwhile: the list is right, not its record. */
  isPinned(exchange: { id: number; pinned: boolean }): boolean
  /** Drops rows that the store has evicted or lost. */
  drop(ids: number[]): void
  /** Called with the ids of rows that are new, changed or gone. */
  changed(ids: number[]): void
}

export function createExchangeList(stored: ExchangeSummary[], changed: (ids: number[]) => void): ExchangeList {
  const rows = new Map(stored.map((row) => [row.id, row]))
  return {
    rows,
    removed: new Map(),
    isPinned: ({ id, pinned }) => rows.get(id)?.pinned ?? pinned,
    drop(ids) {
      for (const id of ids) rows.delete(id)
      if (ids.length > 0) changed(ids)
    },
    changed,
  }
}
