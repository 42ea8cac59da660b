import type { BodyFacts, ExchangeView } from '#contract/exchange.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { type BodySide, bodySides, type StoredBodies, type StoredBody, summaryOf } from './exchange-store.ts'
import type { ExchangeTables } from './statements.ts'

/** Writes an exchange and gives its body files their permanent names; returns its size. */
export async function putExchange(
  { db, sql, files }: ExchangeTables,
  view: ExchangeView,
  bodies: StoredBodies,
): Promise<number> {
  const keep = async (side: BodySide) => {
    const body = bodies[side]
    return body.kind === 'file' ? await files.keep(body.name, view.id, side) : null
  }
  const names = bodySides.filter((side) => bodies[side].kind === 'file').map((side) => files.lasting(view.id, side))
  // Before the row that names them, so that the next start recognises files left by a crash in between.
  if (names.length > 0) inTransaction(db, () => names.forEach((name) => void sql.pass.run(name)))
  const [request, response] = [await keep('request'), await keep('response')]
  const json = JSON.stringify(withoutLost(view, request, response))
  const bytes = Buffer.byteLength(json) + sizeOf(bodies.request) + sizeOf(bodies.response)
  inTransaction(db, () => {
    sql.insert.run(view.id, view.accountId, view.pinned ? 1 : 0, bytes, JSON.stringify(summaryOf(view)))
    sql.insertContent.run(
      view.id,
      request ?? null,
      response ?? null,
      json,
      bytesInRow(bodies.request),
      bytesInRow(bodies.response),
    )
    for (const name of names) sql.passed.run(name)
  })
  return bytes
}

/** `undefined`: another program has deleted this body's file, and its facts then say that nothing is left. */
function withoutLost(view: ExchangeView, ...[request, response]: (string | null | undefined)[]): ExchangeView {
  const lost = (body: BodyFacts): BodyFacts => ({ ...body, size: 0, fullSize: body.fullSize ?? body.size })
  return {
    ...view,
    ...(request === undefined && { request: { ...view.request, body: lost(view.request.body) } }),
    ...(response === undefined && view.response && { response: { ...view.response, body: lost(view.response.body) } }),
  }
}

function sizeOf(body: StoredBody): number {
  return body.kind === 'file' ? body.size : body.bytes.length
}

function bytesInRow(body: StoredBody): Uint8Array {
  return body.kind === 'file' ? new Uint8Array() : body.bytes
}
