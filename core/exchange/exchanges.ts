import type { ExchangeSummary, ExchangeView } from '../../contract/exchange.ts'
import { MAX_SLICE_BYTES } from '../../contract/pure/limits.ts'
import type { Log } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'
import type { ExchangeSink } from '../wechat/exchange-sink.ts'
import { type BodySide, type ExchangeStore, MAX_EXCHANGES } from './exchange-store.ts'
import { summaryOf } from './summary.ts'

export interface Exchanges {
  /** Where the recorder reports. */
  sink: ExchangeSink
  /** Running ones and the last {@link MAX_EXCHANGES}, newest first. */
  list(): ExchangeSummary[]
  get(id: number): Promise<ExchangeView>
  /** At most `MAX_SLICE_BYTES` from `offset`. */
  body(id: number, side: BodySide, offset: number): Promise<Uint8Array>
  removeAccount(accountId: string): Promise<void>
  /** Resolves when the store has taken what was recorded so far. */
  flushed(): Promise<void>
}

/** The recorded exchanges: rows in memory for the list, everything else in the store. */
export async function openExchanges(store: ExchangeStore, log: Log, changed: () => void): Promise<Exchanges> {
  let rows = await store.list()
  let lastId = await store.lastId()
  let writing: Promise<void> = Promise.resolve()
  const notFound = () => new ProblemError({ code: 'exchange-not-found', retry: 'never' })

  /** Behind the reply, in order. */
  const write = (run: () => Promise<void>) => {
    writing = writing.then(run).catch(() => log.error('the store did not take an exchange'))
  }
  const upsert = (row: ExchangeSummary) => {
    rows = [row, ...rows.filter((other) => other.id !== row.id)].sort((a, b) => b.id - a.id).slice(0, MAX_EXCHANGES)
    changed()
  }

  return {
    sink: {
      nextId: () => ++lastId,
      started: upsert,
      finished(view, bodies) {
        upsert(summaryOf(view))
        write(() => store.put(view, bodies))
      },
    },
    list: () => rows,
    async get(id) {
      await writing
      const view = await store.get(id)
      if (!view) throw notFound()
      return view
    },
    async body(id, side, offset) {
      await writing
      const bytes = await store.body(id, side, offset, MAX_SLICE_BYTES)
      if (!bytes) throw notFound()
      return bytes
    },
    async removeAccount(accountId) {
      rows = rows.filter((row) => row.accountId !== accountId)
      write(() => store.removeAccount(accountId))
      await writing
      changed()
    },
    flushed: () => writing,
  }
}
