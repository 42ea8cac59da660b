import { UNDO_MS } from '#contract/pure/limits.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { ExchangeList } from './exchange-list.ts'
import { notFound } from './exchange-reader.ts'
import type { ExchangeWrites } from './exchange-writes.ts'
import type { ExchangeStore } from './store/exchange-store.ts'

interface RemovalsDeps {
  store: ExchangeStore
  list: ExchangeList
  writes: ExchangeWrites
  clock: Clock
}

/** Removes exchanges from the list at once, and deletes them when they can no longer be restored. */
export function createRemovals({ store, list, writes, clock }: RemovalsDeps) {
  const { rows, removed } = list
  const closing = new AbortController()

  function wipe(isDue: (removal: object) => boolean): void {
    const due = [...removed].flatMap(([id, { removal }]) => (isDue(removal) ? [id] : []))
    for (const id of due) {
      removed.delete(id)
      writes.forget(id)
    }
    if (due.length > 0) writes.mark(due, () => store.wipe(due))
  }

  return {
    /** Those still running stay. */
    remove(ids: number[]) {
      const removal = {}
      const off = ids.filter((id) => {
        const row = rows.get(id)
        if (!row || row.outcome.kind === 'running') return false
        removed.set(id, { row, removal })
        return rows.delete(id)
      })
      writes.mark(off, () => store.remove(off))
      clock.sleep(UNDO_MS, closing.signal).then(
        () => wipe((due) => due === removal),
        () => {},
      )
      list.changed(off)
    },
    restore(ids: number[]) {
      const back = ids.filter((id) => {
        const one = removed.get(id)
        if (one) rows.set(id, one.row)
        return removed.delete(id)
      })
      if (back.length === 0) throw notFound()
      writes.mark(back, async () => list.drop(await store.restore(back)))
      list.changed(back)
    },
    removeAccount(accountId: string) {
      const all = [...rows.values(), ...[...removed.values()].map(({ row }) => row)]
      const ids = all.filter((row) => row.accountId === accountId).map(({ id }) => id)
      for (const id of ids) {
        rows.delete(id)
        removed.delete(id)
        writes.forget(id)
      }
      writes.mark(ids, () => store.removeAccount(accountId))
      list.changed(ids)
    },
    /** Wipes all that is removed. */
    close() {
      closing.abort()
      wipe(() => true)
    },
  }
}
