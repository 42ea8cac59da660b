import type { DatabaseSync } from 'node:sqlite'
import type { BodyFacts, ExchangeView } from '#contract/exchange.ts'
import type { Notice } from '#contract/host.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { lastIdOf } from '#core/kernel/sqlite/mark-unreadable.ts'
import { reclaimSpace } from '#core/kernel/sqlite/reclaim-space.ts'
import type { BodyFiles } from './body-files.ts'
import { type BodySide, defaultBounds, type ExchangeStore, type StoredBody } from './exchange-store.ts'
import { createLedger } from './ledger.ts'
import { mendExchanges } from './mend-exchanges.ts'
import { prepareStatements } from './statements.ts'
import { readSummary, readView } from './stored-exchange.ts'
import { summaryOf } from './summary.ts'

/** Exchanges deleted in one go; between two, others have their turn. */
const AT_ONCE = 50

/**
 * Exchanges in the console's SQLite file, which the caller has opened, checked and migrated, and their big bodies as
 * files. Deletes first what a console that ended without warning has left: removed rows, and the files that the database
 * itself says were on their way. Other files that no row names belong to a database that knew more, and are set apart.
 */
export async function createSqliteExchanges(
  db: DatabaseSync,
  files: BodyFiles,
  notice: (notice: Notice) => void,
  bounds = defaultBounds,
): Promise<ExchangeStore> {
  const sql = prepareStatements(db)
  const ledger = createLedger(bounds)

  const together = <T>(run: () => T): T => inTransaction(db, run)
  /** Those that cannot be deleted now are at the next start. */
  const removeFiles = async (names: string[]) => {
    const gone = await files.remove(names)
    if (gone.length > 0) together(() => gone.forEach((name) => void sql.passed.run(name)))
  }
  /** Rows first: a file without a row is found at the next start, a row without its file never. */
  const drop = async (ids: number[]) => {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      if (from > 0) await nextTurn()
      const named = together(() =>
        ids.slice(from, from + AT_ONCE).flatMap((id) => {
          const row = sql.dropContent.get(id)
          sql.drop.run(id)
          const names = row ? namesIn(row) : []
          for (const name of names) sql.pass.run(name)
          return names
        }),
      )
      await removeFiles(named)
    }
  }
  const makeRoom = async () => {
    const out = ledger.overflow()
    await drop(out)
    for (const id of out) ledger.delete(id)
    return out
  }
  const idsOf = (rows: Record<string, unknown>[]) => rows.map((row) => Number(row.id))

  await removeFiles(sql.passing.all().map(({ name }) => String(name)))
  await files.sweep()
  const { marked, incomplete } = await mendExchanges(db, sql, files)
  if (marked > 0) notice({ code: 'exchanges-unreadable', rows: marked })
  if (incomplete > 0) notice({ code: 'exchanges-incomplete', rows: incomplete })
  const removed = idsOf(sql.removed.all())
  await drop(removed)
  if (removed.length > 0) await reclaimSpace(db)
  for (const row of sql.entries.all()) {
    ledger.add(Number(row.id), { bytes: Number(row.bytes), pinned: row.pinned === 1 })
  }
  const apart = await files.setApart(new Set(sql.files.all().flatMap(namesIn)))
  if (apart) notice({ code: 'bodies-set-apart', keptAs: apart.keptAs, files: apart.files })

  return {
    lastId: async () => Math.max(lastIdOf(db, 'exchange'), apart?.lastId ?? 0),
    openBody: () => files.open(),
    async setBounds(next) {
      ledger.setBounds(next)
      const out = await makeRoom()
      if (out.length > 0) await reclaimSpace(db)
      return out
    },
    kept: async () => ledger.kept(),
    async put(view, bodies) {
      const keep = async (side: BodySide) => {
        const body = bodies[side]
        return body.kind === 'file' ? await files.keep(body.name, view.id, side) : null
      }
      const names = (['request', 'response'] as const)
        .filter((side) => bodies[side].kind === 'file')
        .map((side) => files.lasting(view.id, side))
      // Before the row that names them: what a crash leaves in between is known as such.
      if (names.length > 0) together(() => names.forEach((name) => void sql.pass.run(name)))
      const [request, response] = [await keep('request'), await keep('response')]
      const isLacking = request === undefined || response === undefined
      const json = JSON.stringify(isLacking ? lacking(view, request, response) : view)
      const [inRequest, inResponse] = [inRow(bodies.request), inRow(bodies.response)]
      const bytes = Buffer.byteLength(json) + sizeOf(bodies.request) + sizeOf(bodies.response)
      together(() => {
        sql.insert.run(view.id, view.accountId, view.pinned ? 1 : 0, bytes, JSON.stringify(summaryOf(view)))
        sql.insertContent.run(view.id, request ?? null, response ?? null, json, inRequest, inResponse)
        for (const name of names) sql.passed.run(name)
      })
      ledger.add(view.id, { bytes, pinned: view.pinned })
      return makeRoom()
    },
    async unwritten(id, side, body, offset, length) {
      if (body.kind === 'bytes') return body.bytes.subarray(offset, offset + length)
      const found = await files.read(body.name, offset, length)
      // It has its own name already when putting it failed later than that.
      return found.length > 0 ? found : files.read(files.lasting(id, side), offset, length)
    },
    async discard(id, bodies) {
      for (const side of ['request', 'response'] as const) {
        const body = bodies[side]
        if (body.kind === 'file') await removeFiles([body.name, files.lasting(id, side)])
      }
    },
    list: async () =>
      sql.list.all().flatMap(({ id, summary, pinned }) => readSummary(Number(id), summary, pinned === 1) ?? []),
    async get(id) {
      const row = sql.view.get(id)
      if (!row) return undefined
      const view = readView(id, row.view, row.pinned === 1)
      if (!view) throw new ProblemError({ code: 'exchange-unreadable', retry: 'never' })
      return view
    },
    async body(id, side, offset, length) {
      const row = sql.slice[side].get(offset + 1, length, id)
      if (row && typeof row.file === 'string') return files.read(row.file, offset, length)
      // SQLite answers nothing at all for a part of nothing.
      return row && ((row.bytes as Uint8Array | null) ?? new Uint8Array())
    },
    async pin(ids, pinned) {
      together(() => {
        for (const id of ids) sql.setPinned.run(pinned ? 1 : 0, id)
      })
      for (const id of ids) ledger.pin(id, pinned)
      return makeRoom()
    },
    async remove(ids) {
      together(() => {
        for (const id of ids) sql.setRemoved.run(1, id, 1)
      })
      for (const id of ids) ledger.delete(id)
    },
    async restore(ids) {
      const back = together(() => ids.map((id) => sql.setRemoved.get(0, id, 0)))
      for (const row of back) {
        if (row) ledger.add(Number(row.id), { bytes: Number(row.bytes), pinned: row.pinned === 1 })
      }
      return makeRoom()
    },
    async wipe(ids) {
      const removed = new Set(idsOf(sql.removed.all()))
      await drop(ids.filter((id) => removed.has(id)))
      await reclaimSpace(db)
    },
    async removeAccount(accountId) {
      const ids = idsOf(sql.ofAccount.all(accountId))
      for (const id of ids) ledger.delete(id)
      await drop(ids)
      await reclaimSpace(db)
    },
  }
}

function namesIn(row: Record<string, unknown>): string[] {
  return [row.request_file, row.response_file].filter((name) => typeof name === 'string')
}

/** Somebody has taken away the file of a body: its facts say that nothing is left of it. */
function lacking(view: ExchangeView, ...[request, response]: (string | null | undefined)[]): ExchangeView {
  const gone = (body: BodyFacts): BodyFacts => ({ ...body, size: 0, fullSize: body.fullSize ?? body.size })
  return {
    ...view,
    ...(request === undefined && { request: { ...view.request, body: gone(view.request.body) } }),
    ...(response === undefined && view.response && { response: { ...view.response, body: gone(view.response.body) } }),
  }
}

function sizeOf(body: StoredBody): number {
  return body.kind === 'file' ? body.size : body.bytes.length
}

function inRow(body: StoredBody): Uint8Array {
  return body.kind === 'file' ? new Uint8Array() : body.bytes
}
