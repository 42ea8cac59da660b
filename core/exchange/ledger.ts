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
  /** Ids that have to go for the bounds to hold, oldest first: never pinned ones, and never `newest`. */
  overflow(newest?: number): number[]
}

export function createLedger(bounds: Bounds): Ledger {
  const entries = new Map<number, Entry>()
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
    overflow(newest) {
      let over = { exchanges: entries.size - bounds.exchanges, bytes: bytes - bounds.bytes }
      if (over.exchanges <= 0 && over.bytes <= 0) return []
      const out: number[] = []
      for (const [id, entry] of [...entries].sort(([a], [b]) => a - b)) {
        if (over.exchanges <= 0 && over.bytes <= 0) break
        if (entry.pinned || id === newest) continue
        out.push(id)
        over = { exchanges: over.exchanges - 1, bytes: over.bytes - entry.bytes }
      }
      return out
    },
  }
}
