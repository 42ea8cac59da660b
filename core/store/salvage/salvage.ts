import type { DatabaseSync } from 'node:sqlite'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { MOST_EXCHANGES } from '#contract/pure/limits.ts'
import { summaryOf } from '#core/exchange/store/exchange-store.ts'
import { readSummary, readView } from '#core/exchange/store/stored-exchange.ts'
import { readVersion } from '#core/ip-list/store/stored-ip-list.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { MOST } from '#core/kernel/sqlite/mark-unreadable.ts'
import { readRecord } from '#core/token/timeline/stored-record.ts'
import { type Cell, cellsOf, type Value } from './cells.ts'
import type { Pages } from './pages.ts'

/** The row shapes of each table, in every version of the migrations. */
const SHAPES = {
  exchange: /^ntiiiti?$/,
  content: /^n[nt][nt]tbb$/,
  /** Before the list's rows were separate. */
  whole: /^nttbb$/,
  ipList: /^ntti?$/,
  event: /^ntiti?$/,
  seen: /^ttttiiii?$/,
  sequence: /^ti$/,
} as const
type Table = keyof typeof SHAPES
type Found = Record<Table, Map<number, Cell>>

/**
 * Copies all readable rows from the pages of a damaged database into `db`, which is new and migrated: page by page,
 * without the schema and without the index pages. Removed rows stay removed. Returns whether there were any. Throws
 * only when writing to `db` fails.
 */
export function salvage(pages: Pages, db: DatabaseSync): boolean {
  const found = scan(pages)
  return inTransaction(db, () => {
    const saved = putExchanges(found, db) + putIpLists(found, db) + putEvents(found, db) + putSeen(found, db)
    keepIds(found, db)
    return saved > 0
  })
}

function scan(pages: Pages): Found {
  const tables = Object.keys(SHAPES) as Table[]
  const found = Object.fromEntries(tables.map((table) => [table, new Map()])) as Found
  for (let page = 1; page <= pages.count; page++) {
    for (const cell of cellsOf(pages, page)) {
      const table = tables.find((one) => SHAPES[one].test(cell.shape))
      if (table && cell.rowid <= MOST && !found[table].has(cell.rowid)) found[table].set(cell.rowid, cell)
    }
  }
  return found
}

/** Its columns; none where it is damaged. */
function columnsOf(cell: Cell | undefined): Value[] {
  try {
    return cell?.read() ?? []
  } catch {
    return []
  }
}

/** Newest first, up to the largest limit. */
function putExchanges({ exchange, content, whole }: Found, db: DatabaseSync): number {
  const put = db.prepare(
    'INSERT INTO exchange (id, account_id, pinned, removed, bytes, summary) VALUES (?, ?, ?, 0, 0, ?)',
  )
  const putContent = db.prepare(
    'INSERT INTO exchange_content (id, request_file, response_file, view, request, response) VALUES (?, ?, ?, ?, ?, ?)',
  )
  let saved = 0
  const ids = [...new Set([...exchange.keys(), ...content.keys(), ...whole.keys()])].sort((a, b) => b - a)
  for (const id of ids) {
    if (saved === MOST_EXCHANGES) break
    const [, accountId, pinned, removed, , json, unreadable] = columnsOf(exchange.get(id))
    if (removed === 1 || unreadable === 1) continue
    const bodies = bodiesOf(content.get(id), whole.get(id))
    const view = readView(id, bodies?.[2], pinned === 1)
    const summary: ExchangeSummary | undefined = readSummary(id, json, pinned === 1) ?? (view && summaryOf(view))
    if (!summary) continue
    put.run(
      id,
      typeof accountId === 'string' ? accountId : summary.accountId,
      pinned === 1 ? 1 : 0,
      JSON.stringify(summary),
    )
    if (bodies) putContent.run(id, ...bodies)
    saved += 1
  }
  return saved
}

type Bodies = [requestFile: string | null, responseFile: string | null, view: string, request: Buffer, response: Buffer]

function bodiesOf(content: Cell | undefined, whole: Cell | undefined): Bodies | undefined {
  const columns = columnsOf(content)
  const [, , view, request, response] = columns.length > 0 ? columns.slice(1) : columnsOf(whole)
  const [requestFile, responseFile] = columns.slice(1)
  if (typeof view !== 'string' || !Buffer.isBuffer(request) || !Buffer.isBuffer(response)) return undefined
  return [textOf(requestFile), textOf(responseFile), view, request, response]
}

const textOf = (value: Value | undefined) => (typeof value === 'string' ? value : null)

function putIpLists({ ipList }: Found, db: DatabaseSync): number {
  const put = db.prepare('INSERT INTO ip_list_version (id, version, received) VALUES (?, ?, ?)')
  let saved = 0
  for (const [id, cell] of ipList) {
    const [, version, received] = columnsOf(cell)
    if (!readVersion(id, version)) continue
    put.run(id, String(version), String(received))
    saved += 1
  }
  return saved
}

function putEvents({ event }: Found, db: DatabaseSync): number {
  const put = db.prepare('INSERT INTO token_event (id, place, at, record) VALUES (?, ?, ?, ?)')
  let saved = 0
  for (const [id, cell] of event) {
    const [, place, , json] = columnsOf(cell)
    const record = readRecord(json)
    if (!record || typeof place !== 'string') continue
    put.run(id, place, record.at, String(json))
    saved += 1
  }
  return saved
}

function putSeen({ seen }: Found, db: DatabaseSync): number {
  const put = db.prepare(
    'INSERT OR IGNORE INTO seen_ip (account_id, ip, origin, proxy, first_at, last_at, times) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  let saved = 0
  for (const cell of seen.values()) {
    const columns = columnsOf(cell).slice(0, 7)
    const times = columns.slice(4)
    if (columns.length < 7 || !times.every((time) => Number.isSafeInteger(time))) continue
    put.run(...columns)
    saved += 1
  }
  return saved
}

/** An id is not used again even when its row is lost. */
function keepIds(found: Found, db: DatabaseSync): void {
  const highest = (name: string, ...maps: Map<number, Cell>[]) => {
    const given = [...found.sequence.values()]
      .map(columnsOf)
      .flatMap(([table, seq]) => (table === name ? [Number(seq)] : []))
    const all = [...given, ...maps.flatMap((map) => [...map.keys()])].filter((id) => id <= MOST)
    return all.reduce((a, b) => Math.max(a, b), 0)
  }
  const put = db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)')
  db.exec('DELETE FROM sqlite_sequence')
  put.run('exchange', highest('exchange', found.exchange, found.content, found.whole))
  put.run('ip_list_version', highest('ip_list_version', found.ipList))
}
