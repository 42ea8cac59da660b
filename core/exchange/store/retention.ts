import type { ExchangeUsage } from '#contract/exchange.ts'
import type { Settings } from '#contract/settings.ts'

/** Retention limits. Pinned exchanges count and are never evicted; neither is the newest. */
export interface RetentionLimits {
  exchanges: number
  /** Bytes of views and bodies, as recorded. */
  bytes: number
}

export const defaultLimits: RetentionLimits = { exchanges: 2_000, bytes: 200 * 1024 * 1024 }

/** The limits that a person has set. */
export function limitsOf({ maxExchanges, maxExchangeMb }: Settings): RetentionLimits {
  return { exchanges: maxExchanges, bytes: maxExchangeMb * 1024 * 1024 }
}

interface Entry {
  bytes: number
  pinned: boolean
}

/**
 * Size and pin of every listed exchange, so that the store need not be asked which ones to evict. `maxBytes` holds
 * whatever the limits say.
 */
export function createRetentionIndex(limits: RetentionLimits, maxBytes: number) {
  const entries = new Map<number, Entry>()
  let current = limits
  let bytes = 0

  return {
    add(id: number, entry: Entry) {
      this.delete(id)
      entries.set(id, entry)
      bytes += entry.bytes
    },
    delete(id: number) {
      bytes -= entries.get(id)?.bytes ?? 0
      entries.delete(id)
    },
    pin(id: number, pinned: boolean) {
      const entry = entries.get(id)
      if (entry) entry.pinned = pinned
    },
    setLimits(next: RetentionLimits) {
      current = next
    },
    /** The exchanges to evict until the limits hold, oldest first. */
    overflow() {
      let over = { exchanges: entries.size - current.exchanges, bytes: bytes - Math.min(current.bytes, maxBytes) }
      if (over.exchanges <= 0 && over.bytes <= 0) return []
      const evicted: number[] = []
      const oldestFirst = [...entries].sort(([a], [b]) => a - b)
      for (const [id, entry] of oldestFirst.slice(0, -1)) {
        if (over.exchanges <= 0 && over.bytes <= 0) break
        if (entry.pinned) continue
        evicted.push(id)
        over = { exchanges: over.exchanges - 1, bytes: over.bytes - entry.bytes }
      }
      return evicted
    },
    usage: (): ExchangeUsage => ({
      exchanges: entries.size,
      bytes,
      pinned: [...entries.values()].filter((entry) => entry.pinned).length,
    }),
  }
}
