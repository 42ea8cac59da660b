import type { BodyFacts, ExchangeSummary, ExchangesKept, ExchangeView } from '../../contract/exchange.ts'
import { MAX_SLICE_BYTES, UNDO_MS } from '../../contract/pure/limits.ts'
import { nextTurn } from '../ports/next-turn.ts'
import type { Clock, Log } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'
import type { ExchangeSink } from '../wechat/exchange-sink.ts'
import type { BodySide, Bounds, ExchangeStore, StoredBodies, StoredBody } from './exchange-store.ts'
import { summaryOf } from './summary.ts'

export interface Exchanges {
  /** Where the recorder reports. */
  sink: ExchangeSink
  /** Running ones and those that the store keeps, newest first. */
  list(): ExchangeSummary[]
  /** One of the list. */
  row(id: number): ExchangeSummary | undefined
  get(id: number): Promise<ExchangeView>
  /** At most `MAX_SLICE_BYTES` from `offset`. */
  body(id: number, side: BodySide, offset: number): Promise<Uint8Array>
  /** Takes effect at once. */
  setBounds(bounds: Bounds): void
  kept(): Promise<ExchangesKept>
  pin(ids: number[], pinned: boolean): Promise<void>
  /** Hidden at once, wiped after `UNDO_MS` or at {@link close}; those still running stay. */
  remove(ids: number[]): Promise<void>
  /** Fails with `exchange-not-found` when none of them can be brought back any more. */
  restore(ids: number[]): Promise<void>
  removeAccount(accountId: string): Promise<void>
  /** Wipes what is removed; resolves when the store has taken everything. */
  close(): Promise<void>
}

export interface ExchangesOptions {
  store: ExchangeStore
  bounds: Bounds
  clock: Clock
  log: Log
  /** Told of rows that are new, changed or gone. */
  changed(ids: number[]): void
}

/** The recorded exchanges: rows in memory for the list, everything else in the store. */
export async function openExchanges({ store, bounds, clock, log, changed }: ExchangesOptions): Promise<Exchanges> {
  await store.setBounds(bounds)
  const rows = new Map((await store.list()).map((row) => [row.id, row]))
  /** Removed ones that may yet come back, by the removal whose time they wait for. */
  const hidden = new Map<number, { row: ExchangeSummary; removal: object }>()
  const closing = new AbortController()
  let lastId = await store.lastId()
  let recording: Promise<unknown> = Promise.resolve()
  let writing: Promise<void> = Promise.resolve()
  const notFound = () => new ProblemError({ code: 'exchange-not-found', retry: 'never' })

  /** Behind the reply, in order. */
  const write = (run: () => Promise<void>) => {
    writing = writing
      .then(nextTurn)
      .then(run)
      .catch(() => log.error('the store did not take a change of its exchanges'))
  }
  /** What has ended is recorded, and then written. */
  const settled = async () => {
    await recording
    await writing
  }
  const madeRoom = (ids: number[]) => {
    for (const id of ids) rows.delete(id)
    if (ids.length > 0) changed(ids)
  }
  const wipe = (isDue: (removal: object) => boolean) => {
    const due = [...hidden].flatMap(([id, { removal }]) => (isDue(removal) ? [id] : []))
    for (const id of due) hidden.delete(id)
    if (due.length > 0) write(() => store.wipe(due))
  }

  /** What has just been recorded may not be written yet; what has been does not wait for a long clearing. */
  const read = async <T>(id: number, from: () => Promise<T | undefined>): Promise<T> => {
    if (!rows.has(id)) throw notFound()
    const found = (await from()) ?? (await settled().then(from))
    if (found === undefined) throw notFound()
    return found
  }

  return {
    sink: {
      nextId: () => ++lastId,
      openBody: () => store.openBody(),
      started(row) {
        rows.set(row.id, row)
        changed([row.id])
      },
      ended({ problem: _problem, connection: _connection, ...row }, recorded) {
        rows.set(row.id, { ...row, pinned: rows.get(row.id)?.pinned ?? row.pinned })
        changed([row.id])
        const told = recorded.catch(() => log.error('an exchange could not be recorded'))
        // Not `Promise.all`, whose results would hold on to each other for as long as the console runs.
        recording = recording.then(() => told)
      },
      finished(recorded, bodies) {
        // It may have been pinned while it was running.
        const pinned = rows.get(recorded.id)?.pinned ?? recorded.pinned
        const view = asStored({ ...recorded, pinned }, bodies)
        rows.set(view.id, summaryOf(view))
        changed([view.id])
        write(async () => madeRoom(await store.put(view, bodies)))
      },
    },
    row: (id) => rows.get(id),
    list: () => [...rows.values()].sort((a, b) => b.id - a.id),
    async get(id) {
      const view = await read(id, () => store.get(id))
      return { ...view, pinned: rows.get(id)?.pinned ?? view.pinned }
    },
    body: (id, side, offset) => read(id, () => store.body(id, side, offset, MAX_SLICE_BYTES)),
    setBounds: (next) => write(async () => madeRoom(await store.setBounds(next))),
    async kept() {
      await settled()
      return store.kept()
    },
    async pin(ids, pinned) {
      for (const id of ids) {
        const row = rows.get(id)
        if (row) rows.set(id, { ...row, pinned })
      }
      write(async () => madeRoom(await store.pin(ids, pinned)))
      changed(ids)
      await writing
    },
    async remove(ids) {
      await recording
      const removal = {}
      const going = ids.filter((id) => {
        const row = rows.get(id)
        if (!row || row.outcome.kind === 'running') return false
        hidden.set(id, { row, removal })
        return rows.delete(id)
      })
      write(() => store.remove(going))
      clock.sleep(UNDO_MS, closing.signal).then(
        () => wipe((due) => due === removal),
        () => {},
      )
      changed(going)
      await writing
    },
    async restore(ids) {
      const back = ids.filter((id) => {
        const one = hidden.get(id)
        if (one) rows.set(id, one.row)
        return hidden.delete(id)
      })
      if (back.length === 0) throw notFound()
      write(async () => madeRoom(await store.restore(back)))
      changed(back)
      await writing
    },
    async removeAccount(accountId) {
      await recording
      const going = [...rows.values()].filter((row) => row.accountId === accountId).map((row) => row.id)
      for (const id of going) rows.delete(id)
      for (const [id, { row }] of hidden) if (row.accountId === accountId) hidden.delete(id)
      write(() => store.removeAccount(accountId))
      await writing
      changed(going)
    },
    async close() {
      closing.abort()
      await recording
      wipe(() => true)
      await writing
    },
  }
}

/** A disk that was full has not taken all of a body: its facts say so. */
function asStored(view: ExchangeView, bodies: StoredBodies): ExchangeView {
  const { request, response } = view
  return {
    ...view,
    request: { ...request, body: factsOf(request.body, bodies.request) },
    ...(response && { response: { ...response, body: factsOf(response.body, bodies.response) } }),
  }
}

function factsOf(facts: BodyFacts, body: StoredBody): BodyFacts {
  const size = body.kind === 'file' ? body.size : body.bytes.length
  return size < facts.size ? { ...facts, size, fullSize: facts.fullSize ?? facts.size } : facts
}
