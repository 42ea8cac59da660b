import type { BodyFacts, ExchangeSummary, ExchangesKept, ExchangeView } from '#contract/exchange.ts'
import { MAX_SLICE_BYTES, UNDO_MS } from '#contract/pure/limits.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SavingPart, WaitingBounds } from '#core/kernel/saving/saving-part.ts'
import type { ExchangeSink } from './recording/exchange-sink.ts'
import type { BodySide, Bounds, ExchangeStore, StoredBodies, StoredBody } from './store/exchange-store.ts'
import { summaryOf } from './store/summary.ts'

export interface Exchanges {
  /** Where the recorder reports. */
  sink: ExchangeSink
  /** Running ones and those that the store keeps, newest first. */
  list(): ExchangeSummary[]
  /** One of the list. */
  row(id: number): ExchangeSummary | undefined
  get(id: number): Promise<ExchangeView>
  /** At most `MAX_SLICE_BYTES` from `offset`. Fails with `body-incomplete` where it should go on and does not. */
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
  /** The store was made anew: takes off the list what is lost, and answers how many. */
  storeRestored(): Promise<number>
  /** Wipes what is removed; resolves when everything is written, or waits. */
  close(): Promise<void>
}

/** How much is held in memory of what cannot be written. */
export const heldBounds: WaitingBounds = { jobs: 2_000, bytes: 64 * 1024 * 1024 }

export interface ExchangesOptions {
  store: ExchangeStore
  /** Within {@link heldBounds}. */
  saving: SavingPart
  bounds: Bounds
  clock: Clock
  log: Log
  /** Told of rows that are new, changed or gone. */
  changed(ids: number[]): void
}

/**
 * The recorded exchanges: rows in memory for the list, everything else in the store. What the store cannot take for now
 * is marked so on the list, and read from memory.
 */
export async function openExchanges(options: ExchangesOptions): Promise<Exchanges> {
  const { store, saving, bounds, clock, log, changed } = options
  await store.setBounds(bounds)
  const rows = new Map((await store.list()).map((row) => [row.id, row]))
  /** Removed ones that may yet come back, by the removal whose time they wait for. */
  const hidden = new Map<number, { row: ExchangeSummary; removal: object }>()
  /** Recorded, and not yet in the store. */
  const unwritten = new Map<number, Recorded>()
  /** Of them those that could not be written, and wait. */
  const unsaved = new Set<number>()
  /** Those of whose pinning, removal or return the store may not know. */
  const unmarked = new Set<number>()
  const closing = new AbortController()
  let lastId = await store.lastId()
  let recording: Promise<unknown> = Promise.resolve()
  /** What is damaged while it is open is as unreadable as what was before. */
  const unreadable = (error: unknown): never => {
    if (error instanceof ProblemError) throw error
    log.error('an exchange cannot be read', { reason: whyNotWritten(error) })
    throw new ProblemError({ code: 'exchange-unreadable', retry: 'never' })
  }
  const notFound = () => new ProblemError({ code: 'exchange-not-found', retry: 'never' })

  /** What has ended is recorded, and then written, or waits. */
  const settled = async () => {
    await recording
    await saving.flushed()
  }
  function listed<Row extends ExchangeSummary | undefined>(row: Row): Row {
    return row && unsaved.has(row.id) ? { ...row, unsaved: true } : row
  }
  const madeRoom = (ids: number[]) => {
    for (const id of ids) rows.delete(id)
    if (ids.length > 0) changed(ids)
  }
  const wipe = (isDue: (removal: object) => boolean) => {
    const due = [...hidden].flatMap(([id, { removal }]) => (isDue(removal) ? [id] : []))
    for (const id of due) {
      hidden.delete(id)
      forget(id)
    }
    if (due.length > 0) mark(due, () => store.wipe(due))
  }

  /** Behind the reply, in order; what has been done with it meanwhile holds. */
  const put = (view: ExchangeView, bodies: StoredBodies) => {
    const { id } = view
    unwritten.set(id, { view, bodies })
    saving.write({
      key: `exchange ${id}`,
      bytes: () => heldBytes({ view, bodies }),
      pinned: () => rows.get(id)?.pinned ?? false,
      async run() {
        await nextTurn()
        if (!unwritten.has(id)) return
        const pinned = rows.get(id)?.pinned ?? view.pinned
        madeRoom(await store.put({ ...view, pinned }, bodies))
        if (hidden.has(id)) await store.remove([id])
        unwritten.delete(id)
      },
      waits() {
        unsaved.add(id)
        changed([id])
      },
      saved() {
        unsaved.delete(id)
        changed([id])
      },
      givenUp() {
        forget(id)
        madeRoom([id])
      },
    })
  }
  const forget = (id: number) => {
    const one = unwritten.get(id)
    unwritten.delete(id)
    unsaved.delete(id)
    saving.forget(`exchange ${id}`)
    if (one) void store.discard(id, one.bodies)
  }
  /** Says what has become of some; where that cannot be written, all that was missed is said the next time. */
  const mark = (ids: number[], run: () => Promise<unknown>) => {
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
  const markAll = async () => {
    const ids = [...unmarked]
    const shown = ids.filter((id) => rows.has(id))
    const away = ids.filter((id) => !rows.has(id))
    madeRoom(await store.restore(shown))
    for (const pinned of [true, false]) {
      madeRoom(
        await store.pin(
          shown.filter((id) => rows.get(id)?.pinned === pinned),
          pinned,
        ),
      )
    }
    await store.remove(away)
    await store.wipe(away.filter((id) => !hidden.has(id)))
    for (const id of ids) unmarked.delete(id)
  }

  /** What has just been recorded may not be written yet; what has been does not wait for a long clearing. */
  const read = async <T>(
    id: number,
    from: () => Promise<T | undefined>,
    held: (recorded: Recorded) => T | Promise<T>,
  ): Promise<T> => {
    if (!rows.has(id)) throw notFound()
    const look = async () => {
      const recorded = unwritten.get(id)
      return recorded ? held(recorded) : from().catch(unreadable)
    }
    const found = (await look()) ?? (await settled().then(look))
    if (found === undefined) throw notFound()
    return found
  }

  const get = async (id: number): Promise<ExchangeView> => {
    const view = await read(
      id,
      () => store.get(id),
      (recorded) => recorded.view,
    )
    return listed({ ...view, pinned: rows.get(id)?.pinned ?? view.pinned })
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
        put(view, bodies)
      },
    },
    row: (id) => listed(rows.get(id)),
    list: () => [...rows.values()].map(listed).sort((a, b) => b.id - a.id),
    get,
    async body(id, side, offset) {
      const slice = await read(
        id,
        () => store.body(id, side, offset, MAX_SLICE_BYTES),
        ({ bodies }) => store.unwritten(id, side, bodies[side], offset, MAX_SLICE_BYTES),
      )
      if (slice.length > 0) return slice
      // The end, or the end of what somebody has left of its file.
      const size = (await get(id))[side]?.body.size ?? 0
      if (offset < size) throw new ProblemError({ code: 'body-incomplete', size, left: offset, retry: 'never' })
      return slice
    },
    setBounds(next) {
      const run = async () => madeRoom(await store.setBounds(next))
      saving.write({ key: 'bounds', run: () => nextTurn().then(run) })
    },
    async kept() {
      await settled()
      return store.kept()
    },
    async pin(ids, pinned) {
      for (const id of ids) {
        const row = rows.get(id)
        if (row) rows.set(id, { ...row, pinned })
      }
      mark(ids, async () => madeRoom(await store.pin(ids, pinned)))
      changed(ids)
      await saving.flushed()
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
      mark(going, () => store.remove(going))
      clock.sleep(UNDO_MS, closing.signal).then(
        () => wipe((due) => due === removal),
        () => {},
      )
      changed(going)
      await saving.flushed()
    },
    async restore(ids) {
      const back = ids.filter((id) => {
        const one = hidden.get(id)
        if (one) rows.set(id, one.row)
        return hidden.delete(id)
      })
      if (back.length === 0) throw notFound()
      mark(back, async () => madeRoom(await store.restore(back)))
      changed(back)
      await saving.flushed()
    },
    async removeAccount(accountId) {
      await recording
      const away = [...hidden.values()].map(({ row }) => row)
      const going = [...rows.values(), ...away].filter((row) => row.accountId === accountId).map(({ id }) => id)
      for (const id of going) {
        rows.delete(id)
        hidden.delete(id)
        forget(id)
      }
      mark(going, () => store.removeAccount(accountId))
      await saving.flushed()
      changed(going)
    },
    async storeRestored() {
      const there = new Set((await store.list()).map(({ id }) => id))
      const isLost = ({ id, outcome }: ExchangeSummary) =>
        !there.has(id) && !unwritten.has(id) && outcome.kind !== 'running'
      const lost = [...rows.values()].filter(isLost).map(({ id }) => id)
      madeRoom(lost)
      return lost.length
    },
    async close() {
      closing.abort()
      await recording
      wipe(() => true)
      await saving.flushed()
    },
  }
}

interface Recorded {
  view: ExchangeView
  bodies: StoredBodies
}

/** What a recorded one weighs in memory; a body that is a file weighs nothing there. */
function heldBytes({ view, bodies }: Recorded): number {
  const inMemory = [bodies.request, bodies.response].map((body) => (body.kind === 'bytes' ? body.bytes.length : 0))
  return inMemory.reduce((sum, bytes) => sum + bytes, JSON.stringify(view).length)
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
