import type { BodyFacts, ExchangeSummary, ExchangeUsage, ExchangeView } from '#contract/exchange.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import type { Log } from '#core/kernel/log/log.ts'
import type { SavingPart, WaitingLimits } from '#core/kernel/saving/saving-part.ts'
import { createExchangeList } from './exchange-list.ts'
import { createExchangeReader } from './exchange-reader.ts'
import { createExchangeWrites } from './exchange-writes.ts'
import type { ExchangeSink } from './recording/exchange-record.ts'
import { createRemovals } from './removals.ts'
import {
  type BodySide,
  type ExchangeStore,
  type StoredBodies,
  type StoredBody,
  summaryOf,
} from './store/exchange-store.ts'
import type { RetentionLimits } from './store/retention.ts'

export interface Exchanges {
  /** Where the recorder reports. */
  sink: ExchangeSink
  /** Running and stored ones, newest first. */
  list(): ExchangeSummary[]
  /** One of the list. */
  row(id: number): ExchangeSummary | undefined
  get(id: number): Promise<ExchangeView>
  /** At most `MAX_SLICE_BYTES` from `offset`. Fails with `body-incomplete` where the stored body ends early. */
  body(id: number, side: BodySide, offset: number): Promise<Uint8Array>
  /** Takes effect at once. */
  setLimits(limits: RetentionLimits): void
  usage(): Promise<ExchangeUsage>
  pin(ids: number[], pinned: boolean): Promise<void>
  /** Hides them at once and deletes them after `UNDO_MS` or at {@link close}; running ones stay. */
  remove(ids: number[]): Promise<void>
  /** Fails with `exchange-not-found` when none of them can be restored. */
  restore(ids: number[]): Promise<void>
  /** Those still running are discarded as they end. */
  removeAccount(accountId: string): Promise<void>
  /** After the store was recreated: drops lost rows from the list, and returns their number. */
  storeRestored(): Promise<number>
  /** Deletes removed exchanges; resolves when everything is written, or waits. */
  close(): Promise<void>
}

/** Limits of the unwritten exchanges in memory. */
export const heldLimits: WaitingLimits = { jobs: 2_000, bytes: 64 * 1024 * 1024 }

export interface ExchangesOptions {
  store: ExchangeStore
  /** Within {@link heldLimits}. */
  saving: SavingPart
  limits: RetentionLimits
  clock: Clock
  log: Log
  /** Called with the ids of rows that are new, changed or gone. */
  changed(ids: number[]): void
}

/**
 * The recorded exchanges: the list's rows in memory, everything else in the store. An exchange that cannot be written
 * is marked as unsaved in the list, and read from memory.
 */
export async function openExchanges(options: ExchangesOptions): Promise<Exchanges> {
  const { store, saving, limits, clock, log } = options
  await store.setLimits(limits)
  const list = createExchangeList(await store.list(), options.changed)
  const writes = createExchangeWrites({ store, saving, list })
  let lastId = await store.lastId()
  let recording: Promise<unknown> = Promise.resolve()
  const settled = () => recording.then(saving.flushed)
  const reader = createExchangeReader({ store, list, writes, settled, log })
  const removals = createRemovals({ store, list, writes, clock })
  const { rows } = list
  /** Accounts removed with their exchanges: what a call of theirs still records is discarded. */
  const removedAccounts = new Set<string>()
  const isDiscarded = ({ accountId }: { accountId: string }) => removedAccounts.has(accountId)

  const sink: ExchangeSink = {
    nextId: () => ++lastId,
    openBody: () => store.openBody(),
    started(row) {
      if (isDiscarded(row)) return
      rows.set(row.id, row)
      list.changed([row.id])
    },
    ended({ problem: _problem, connection: _connection, ...row }, recorded) {
      if (!isDiscarded(row)) {
        rows.set(row.id, { ...row, pinned: list.isPinned(row) })
        list.changed([row.id])
      }
      const logged = recorded.catch(() => log.error('an exchange could not be recorded'))
      // Not `Promise.all`, whose results would keep each other alive as long as the console runs.
      recording = recording.then(() => logged)
    },
    finished(recorded, bodies) {
      if (isDiscarded(recorded)) return void store.discard(recorded.id, bodies)
      const view = asStored({ ...recorded, pinned: list.isPinned(recorded) }, bodies)
      rows.set(view.id, summaryOf(view))
      list.changed([view.id])
      writes.put({ view, bodies })
    },
  }

  return {
    sink,
    row: (id) => reader.marked(rows.get(id)),
    list: () => [...rows.values()].map(reader.marked).sort((a, b) => b.id - a.id),
    get: reader.get,
    body: reader.body,
    setLimits(next) {
      const run = async () => list.drop(await store.setLimits(next))
      saving.write({ key: 'limits', run: () => nextTurn().then(run) })
    },
    async usage() {
      await settled()
      return store.usage()
    },
    async pin(ids, pinned) {
      for (const id of ids) {
        const row = rows.get(id)
        if (row) rows.set(id, { ...row, pinned })
      }
      writes.mark(ids, async () => list.drop(await store.pin(ids, pinned)))
      list.changed(ids)
      await saving.flushed()
    },
    async remove(ids) {
      await recording
      removals.remove(ids)
      await saving.flushed()
    },
    async restore(ids) {
      removals.restore(ids)
      await saving.flushed()
    },
    async removeAccount(accountId) {
      removedAccounts.add(accountId)
      await recording
      removals.removeAccount(accountId)
      await saving.flushed()
    },
    async storeRestored() {
      const stored = new Set((await store.list()).map(({ id }) => id))
      const isLost = ({ id, outcome }: ExchangeSummary) =>
        !stored.has(id) && !writes.unwritten(id) && outcome.kind !== 'running'
      const lost = [...rows.values()].filter(isLost).map(({ id }) => id)
      list.drop(lost)
      return lost.length
    },
    async close() {
      await recording
      removals.close()
      await saving.flushed()
    },
  }
}

/** A full disk has not taken all of a body: its facts say so. */
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
