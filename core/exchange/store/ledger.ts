import type { ExchangesKept } from '#contract/exchange.ts'
import type { Bounds } from './exchange-store.ts'

interface Entry {
  bytes: number
  pinned: boolean
}

/** What is kept and what it weighs, so that the bounds are held without asking the store. */
export interface Ledger {
  add(id: number, entry: Entry): void
  delete(id: number): void
  pin(id: number, pinned: boolean): void
  setBounds(bounds: Bounds): void
  /** Ids that have to go for the bounds to hold, oldest first: never pinned ones, and never the newest. */
  overflow(): number[]
  kept(): ExchangesKept
}

export function createLedger(bounds: Bounds): Ledger {
  const entries = new Map<number, Entry>()
  let limit = bounds
  let bytes = 0

  return {
    add(id, entry) {
      this.delete(id)
      entries.set(id, entry)
      bytes += entry.bytes
    },
    delete(id) {
      bytes -= entries.get(id)?.bytes ?? 0
      entries.delete(id)
    },
    pin(id, pinned) {
      const entry = entries.get(id)
      if (entry) entry.pinned = pinned
    },
    setBounds(next) {
      limit = next
    },
    overflow() {
      let over = { exchanges: entries.size - limit.exchanges, bytes: bytes - limit.bytes }
      if (over.exchanges <= 0 && over.bytes <= 0) return []
      const out: number[] = []
      const oldestFirst = [...entries].sort(([a], [b]) => a - b)
      for (const [id, entry] of oldestFirst.slice(0, -1)) {
        if (over.exchanges <= 0 && over.bytes <= 0) break
        if (entry.pinned) continue
        out.push(id)
        over = { exchanges: over.exchanges - 1, bytes: over.bytes - entry.bytes }
      }
      return out
    },
    kept: () => ({
      exchanges: entries.size,
      bytes,
      pinned: [...entries.values()].filter((entry) => entry.pinned).length,
    }),
  }
}
