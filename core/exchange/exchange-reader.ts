import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'
import { MAX_SLICE_BYTES } from '#contract/pure/limits.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { ExchangeList } from './exchange-list.ts'
import type { ExchangeWrites, RecordedExchange } from './exchange-writes.ts'
import type { BodySide, ExchangeStore } from './store/exchange-store.ts'

interface ReaderDeps {
  store: ExchangeStore
  list: ExchangeList
  writes: ExchangeWrites
  /** Resolves when every ended exchange is recorded, and written or waiting. */
  settled(): Promise<void>
  log: Log
}

/** Reads exchanges from the store, or from memory while they are not written yet. */
export function createExchangeReader({ store, list, writes, settled, log }: ReaderDeps) {
  /** Waits for writes only when the exchange is nowhere else: they may be queued behind a long deletion. */
  async function read<T>(
    id: number,
    fromStore: () => Promise<T | undefined>,
    fromMemory: (recorded: RecordedExchange) => T | Promise<T>,
  ): Promise<T> {
    if (!list.rows.has(id)) throw notFound()
    const look = async () => {
      const recorded = writes.unwritten(id)
      return recorded ? fromMemory(recorded) : fromStore().catch(unreadable)
    }
    const found = (await look()) ?? (await settled().then(look))
    if (found === undefined) throw notFound()
    return found
  }
  /** Damage found while reading is the same problem as damage found at the start. */
  function unreadable(error: unknown): never {
    if (error instanceof ProblemError) throw error
    log.error('an exchange cannot be read', { reason: whyNotWritten(error) })
    throw new ProblemError({ code: 'exchange-unreadable', retry: 'never' })
  }

  /** The row with its `unsaved` mark. */
  function marked<Row extends ExchangeSummary | undefined>(row: Row): Row {
    return row && writes.isUnsaved(row.id) ? { ...row, unsaved: true } : row
  }
  async function get(id: number): Promise<ExchangeView> {
    const view = await read(
      id,
      () => store.get(id),
      (recorded) => recorded.view,
    )
    return marked({ ...view, pinned: list.isPinned(view) })
  }

  return {
    marked,
    get,
    async body(id: number, side: BodySide, offset: number): Promise<Uint8Array> {
      const slice = await read(
        id,
        () => store.body(id, side, offset, MAX_SLICE_BYTES),
        ({ bodies }) => store.unwritten(id, side, bodies[side], offset, MAX_SLICE_BYTES),
      )
      if (slice.length > 0) return slice
      // The end of the body, or of the rest of its file.
      const size = (await get(id))[side]?.body.size ?? 0
      if (offset < size) throw new ProblemError({ code: 'body-incomplete', size, left: offset, retry: 'never' })
      return slice
    },
  }
}

export const notFound = () => new ProblemError({ code: 'exchange-not-found', retry: 'never' })
