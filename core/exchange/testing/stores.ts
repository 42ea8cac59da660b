import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createBodyFiles } from '#core/exchange/store/body-files.ts'
import type { ExchangeStore, StoredBody } from '#core/exchange/store/exchange-store.ts'
import type { RetentionLimits } from '#core/exchange/store/retention.ts'
import { openSqliteExchanges } from '#core/exchange/store/sqlite-exchanges.ts'
import { migrate } from '#core/store/migrations.ts'

export interface TestStore {
  store: ExchangeStore
  /** Of its body files. */
  folder: string
  /** Their names. */
  files(): string[]
  /** The same store after a restart. */
  reopen(): Promise<TestStore>
}

const wide: RetentionLimits = { exchanges: 1_000, bytes: 1e9 }

/** Over a database in memory and a real folder. */
export async function sqliteTestStore(
  limits: Partial<RetentionLimits> = {},
  db = new DatabaseSync(':memory:'),
  folder = join(mkdtempSync(join(tmpdir(), 'exchanges-')), 'bodies'),
): Promise<TestStore> {
  migrate(db)
  return {
    folder,
    store: await openSqliteExchanges(db, createBodyFiles(folder), () => {}, { ...wide, ...limits }),
    files: () =>
      readdirSync(join(folder, '..'), { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'bodies'),
    reopen: () => sqliteTestStore(limits, db, folder),
  }
}

export const text = (value: string): StoredBody => ({ kind: 'bytes', bytes: new TextEncoder().encode(value) })

/** As the recorder writes one: in pieces of at most 64 KiB. */
export async function written(store: ExchangeStore, bytes: Uint8Array): Promise<StoredBody> {
  const body = store.openBody()
  for (let from = 0; from < bytes.length; from += 65_536) await body.write(bytes.subarray(from, from + 65_536))
  return body.finish()
}

/** Reads a body as a page does, slice by slice. */
export async function readBack(store: ExchangeStore, id: number, side: 'request' | 'response'): Promise<Buffer> {
  const slices: Uint8Array[] = []
  for (let offset = 0; ; ) {
    const slice = await store.body(id, side, offset, 256 * 1024)
    if (!slice || slice.length === 0) return Buffer.concat(slices)
    slices.push(slice)
    offset += slice.length
  }
}
