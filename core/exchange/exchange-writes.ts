import type { ExchangeView } from '#contract/exchange.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import type { SavingPart } from '#core/kernel/saving/saving-part.ts'
import type { ExchangeList } from './exchange-list.ts'
import type { ExchangeStore, StoredBodies } from './store/exchange-store.ts'

export interface RecordedExchange {
  view: ExchangeView
  bodies: StoredBodies
}

/** All writes to the store, in the background and in order. */
export interface ExchangeWrites {
  /** Changes of the exchange before it is written are included. */
  put(recorded: RecordedExchange): void
  /** Writes a change of exchanges. When that fails, the next change also writes the missed ones. */
  mark(ids: number[], run: () => Promise<unknown>): void
  /** The exchange will not be written any more. */
  forget(id: number): void
  /** A recorded exchange that is not yet in the store. */
  unwritten(id: number): RecordedExchange | undefined
  /** Whether writing failed and waits. */
  isUnsaved(id: number): boolean
}

interface WritesDeps {
  store: ExchangeStore
  saving: SavingPart
  list: ExchangeList
}

export function createExchangeWrites(deps: WritesDeps): ExchangeWrites {
  const { store, saving, list } = deps
  const unwritten = new Map<number, RecordedExchange>()
  const unsaved = new Set<number>()

  async function write({ view, bodies }: RecordedExchange): Promise<void> {
    await nextTurn()
    if (!unwritten.has(view.id)) return
    list.drop(await store.put({ ...view, pinned: list.isPinned(view) }, bodies))
    if (list.removed.has(view.id)) await store.remove([view.id])
    unwritten.delete(view.id)
  }
  function forget(id: number): void {
    const recorded = unwritten.get(id)
    unwritten.delete(id)
    unsaved.delete(id)
    saving.forget(keyOf(id))
    if (recorded) void store.discard(id, recorded.bodies)
  }

  return {
    put(recorded) {
      const { id } = recorded.view
      unwritten.set(id, recorded)
      saving.write({
        key: keyOf(id),
        bytes: () => heldBytes(recorded),
        pinned: () => list.rows.get(id)?.pinned ?? false,
        run: () => write(recorded),
        waits() {
          unsaved.add(id)
          list.changed([id])
        },
        saved() {
          unsaved.delete(id)
          list.changed([id])
        },
        givenUp() {
          forget(id)
          list.drop([id])
        },
      })
    },
    mark: createMarks(deps),
    forget,
    unwritten: (id) => unwritten.get(id),
    isUnsaved: (id) => unsaved.has(id),
  }
}

/** Pins, removals and restorations. */
function createMarks({ store, saving, list }: WritesDeps): ExchangeWrites['mark'] {
  /** Exchanges whose state in the store may be outdated. */
  const unmarked = new Set<number>()

  async function markAll(): Promise<void> {
    const ids = [...unmarked]
    const listed = ids.filter((id) => list.rows.has(id))
    const gone = ids.filter((id) => !list.rows.has(id))
    list.drop(await store.restore(listed))
    for (const pinned of [true, false]) {
      const alike = listed.filter((id) => list.rows.get(id)?.pinned === pinned)
      list.drop(await store.pin(alike, pinned))
    }
    await store.remove(gone)
    await store.wipe(gone.filter((id) => !list.removed.has(id)))
    for (const id of ids) unmarked.delete(id)
  }

  return (ids, run) => {
    for (const id of ids) unmarked.add(id)
    saving.write({
      key: 'marks',
      async run() {
        await nextTurn()
        await run()
        for (const id of ids) unmarked.delete(id)
      },
      again: markAll,
    })
  }
}

const keyOf = (id: number) => `exchange ${id}`

/** Its size in memory; a body in a file takes none there. */
function heldBytes({ view, bodies }: RecordedExchange): number {
  const inMemory = [bodies.request, bodies.response].map((body) => (body.kind === 'bytes' ? body.bytes.length : 0))
  return inMemory.reduce((sum, bytes) => sum + bytes, JSON.stringify(view).length)
}
