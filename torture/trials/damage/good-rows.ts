import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface GoodRows {
  /** What each exchange's texts are, of those that SQLite can read one by one. */
  rows: Map<number, string>
  /** Rows of the table that can be counted at all. */
  all: number
  /** What SQLite itself finds wrong with the file, or with one of its tables or texts. */
  unsound: string[]
}

/** The summary is left out: it can be made of the view. */
const SELECT = `SELECT view, hex(request) AS request, hex(response) AS response, request_file, response_file
  FROM exchange JOIN exchange_content USING (id) WHERE id = ?`
const texts = [
  ['ip_list_version', 'version'],
  ['ip_list_version', 'received'],
  ['token_event', 'record'],
] as const

/** What can still be read of a harmed database, row by row, without the product's code. Looks at a copy. */
export function readGoodRows(data: string): GoodRows {
  const copy = mkdtempSync(join(tmpdir(), 'mp-console-torture-rows-'))
  try {
    for (const name of ['console.sqlite', 'console.sqlite-wal']) {
      if (existsSync(join(data, name))) cpSync(join(data, name), join(copy, name))
    }
    return read(join(copy, 'console.sqlite'))
  } catch {
    return { rows: new Map(), all: 0, unsound: ['it does not open'] }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function read(file: string): GoodRows {
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: false })
  try {
    const rows = new Map<number, string>()
    const one = db.prepare(SELECT)
    const last = attempt(() => Number(db.prepare('SELECT max(id) AS last FROM exchange').get()?.last ?? 0)) ?? 0
    for (let id = 1; id <= Math.min(last, 10_000); id++) {
      const row = attempt(() => one.get(id))
      if (row && isJson(row.view)) rows.set(id, JSON.stringify(row))
    }
    const all = attempt(() => Number(db.prepare('SELECT count(*) AS n FROM exchange').get()?.n)) ?? 0
    const check = attempt(() => db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check)
    const unread = texts.filter(
      ([table, column]) =>
        !attempt(() =>
          db
            .prepare(`SELECT ${column} AS text FROM ${table}`)
            .all()
            .every(({ text }) => isJson(text)),
        ),
    )
    const hasSeen = attempt(() => db.prepare('SELECT count(*) FROM seen_ip').get()) !== undefined
    const unsound = [
      ...(check === 'ok' ? [] : [`integrity_check: ${check}`]),
      ...unread.map((column) => `unreadable: ${column.join('.')}`),
      ...(hasSeen ? [] : ['unreadable: seen_ip']),
      ...(rows.size === all ? [] : [`${all - rows.size} rows are not whole`]),
    ]
    return { rows, all, unsound }
  } finally {
    db.close()
  }
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}

function isJson(text: unknown): boolean {
  return attempt(() => JSON.parse(String(text))) !== undefined
}
