import type { ExchangeView } from '#contract/exchange.ts'
import { type Bounds, defaultBounds, type ExchangeStore, type StoredBodies, type StoredBody } from './exchange-store.ts'
import { createLedger } from './ledger.ts'
import { createMemoryBody } from './memory-body.ts'
import { summaryOf } from './summary.ts'

interface Kept {
  view: ExchangeView
  bodies: StoredBodies
  bytes: number
  removed: boolean
}

/** Never more than so many bytes, whatever the bounds say: it is memory. */
export const MAX_IN_MEMORY = 64 * 1024 * 1024

/** Keeps exchanges as long as the process lives. */
export function createMemoryExchanges(bounds = defaultBounds): ExchangeStore {
  const kept = new Map<number, Kept>()
  const ledger = createLedger(inMemory(bounds))
  const listed = (id: number) => {
    const one = kept.get(id)
    return one && !one.removed ? one : undefined
  }
  const drop = (id: number) => {
    kept.delete(id)
    ledger.delete(id)
  }
  const makeRoom = () => {
    const out = ledger.overflow()
    for (const id of out) drop(id)
    return out
  }

  return {
    lastId: async () => 0,
    openBody: createMemoryBody,
    async setBounds(next) {
      ledger.setBounds(inMemory(next))
      return makeRoom()
    },
    kept: async () => ledger.kept(),
    async put(view, bodies) {
      const bytes = JSON.stringify(view).length + bytesOf(bodies.request).length + bytesOf(bodies.response).length
      kept.set(view.id, { view, bodies, bytes, removed: false })
      ledger.add(view.id, { bytes, pinned: view.pinned })
      return makeRoom()
    },
    unwritten: async (_id, _side, body, offset, length) => bytesOf(body).subarray(offset, offset + length),
    discard: async () => {},
    list: async () =>
      [...kept.values()]
        .filter(({ removed }) => !removed)
        .map(({ view }) => summaryOf(view))
        .sort((a, b) => b.id - a.id),
    get: async (id) => listed(id)?.view,
    async body(id, side, offset, length) {
      const one = listed(id)
      return one && bytesOf(one.bodies[side]).subarray(offset, offset + length)
    },
    async pin(ids, pinned) {
      for (const id of ids) {
        const one = listed(id)
        if (!one) continue
        one.view = { ...one.view, pinned }
        ledger.pin(id, pinned)
      }
      return makeRoom()
    },
    async remove(ids) {
      for (const id of ids) {
        const one = listed(id)
        if (one) one.removed = true
        ledger.delete(id)
      }
    },
    async restore(ids) {
      for (const id of ids) {
        const one = kept.get(id)
        if (!one?.removed) continue
        one.removed = false
        ledger.add(id, { bytes: one.bytes, pinned: one.view.pinned })
      }
      return makeRoom()
    },
    async wipe(ids) {
      for (const id of ids) if (kept.get(id)?.removed) drop(id)
    },
    async removeAccount(accountId) {
      for (const [id, { view }] of kept) if (view.accountId === accountId) drop(id)
    },
  }
}

const inMemory = ({ exchanges, bytes }: Bounds): Bounds => ({ exchanges, bytes: Math.min(bytes, MAX_IN_MEMORY) })

function bytesOf(body: StoredBody): Uint8Array {
  if (body.kind === 'file') throw new Error('a store in memory has no files')
  return body.bytes
}
