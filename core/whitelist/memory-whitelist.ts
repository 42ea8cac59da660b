import type { SeenIp } from '#contract/whitelist.ts'
import { isSameRoute, type WhitelistStore } from './whitelist-store.ts'

/** Keeps the IPs as long as the process lives. */
export function createMemoryWhitelist(): WhitelistStore {
  let rows: { accountId: string; seen: SeenIp }[] = []
  return {
    list: async () => [...rows],
    async put(accountId, seen) {
      rows = rows.filter((row) => row.accountId !== accountId || !isSameRoute(row.seen, seen))
      rows.push({ accountId, seen })
    },
    async replace(accountId, seen) {
      rows = [...rows.filter((row) => row.accountId !== accountId), ...seen.map((one) => ({ accountId, seen: one }))]
    },
    async prune(accountId, most) {
      const own = rows.filter((row) => row.accountId === accountId)
      const kept = own.toSorted((a, b) => b.seen.lastAt - a.seen.lastAt).slice(0, most)
      rows = rows.filter((row) => row.accountId !== accountId || kept.includes(row))
    },
    async removeAccount(accountId) {
      rows = rows.filter((row) => row.accountId !== accountId)
    },
  }
}
