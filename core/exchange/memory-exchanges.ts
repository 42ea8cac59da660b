import type { ExchangeView } from '../../contract/exchange.ts'
import { type ExchangeBodies, type ExchangeStore, MAX_EXCHANGES } from './exchange-store.ts'
import { summaryOf } from './summary.ts'

/** Keeps exchanges as long as the process lives. */
export function createMemoryExchanges(maxExchanges = MAX_EXCHANGES): ExchangeStore {
  const kept = new Map<number, { view: ExchangeView; bodies: ExchangeBodies }>()
  return {
    lastId: async () => 0,
    async put(view, bodies) {
      kept.set(view.id, { view, bodies })
      const tooMany = [...kept.keys()].sort((a, b) => a - b).slice(0, Math.max(0, kept.size - maxExchanges))
      for (const id of tooMany) kept.delete(id)
    },
    list: async () => [...kept.values()].map(({ view }) => summaryOf(view)).sort((a, b) => b.id - a.id),
    get: async (id) => kept.get(id)?.view,
    body: async (id, side, offset, length) => kept.get(id)?.bodies[side].subarray(offset, offset + length),
    async removeAccount(accountId) {
      for (const [id, { view }] of kept) if (view.accountId === accountId) kept.delete(id)
    },
  }
}
