import { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#contract/host.ts'
import { createBodyFiles } from '#core/exchange/store/body-files.ts'
import type { ExchangeStore } from '#core/exchange/store/exchange-store.ts'
import { createMemoryExchanges, openSqliteExchanges } from '#core/exchange/store/sqlite-exchanges.ts'
import type { IpListStore } from '#core/ip-list/store/ip-list-store.ts'
import { createSqliteIpLists } from '#core/ip-list/store/sqlite-ip-lists.ts'
import { createSqliteTimeline } from '#core/token/timeline/sqlite-timeline.ts'
import type { TimelineStore } from '#core/token/timeline/timeline-store.ts'
import { createSqliteWhitelist } from '#core/whitelist/sqlite-whitelist.ts'
import type { WhitelistStore } from '#core/whitelist/whitelist-store.ts'
import { migrate } from './migrations.ts'

/** One part per feature. */
export interface StoreParts {
  exchanges: ExchangeStore
  ipLists: IpListStore
  timeline: TimelineStore
  whitelist: WhitelistStore
}

/** The console's SQLite database, in a file or in memory. The last four members are for one in a file. */
export interface Store extends StoreParts {
  readonly kind: 'file' | 'memory'
  /** Problems met while opening, to be shown once. */
  readonly notices: Notice[]
  close(): Promise<void>
  /** Writes everything to an empty file. */
  copyTo?(path: string): void
  /** Begins a new write-ahead log when it was deleted; returns whether it was. */
  renewJournal?(): boolean
  /** Whether the file is still at its path; `taken`: another console owns the folder now. */
  standing?(): 'here' | 'gone' | 'taken'
  /**
   * Recreates a deleted file: `whole` with all its content, `empty` when the content can no longer be read, `failed`
   * when it has to be tried again. Throws when it cannot be written.
   */
  restore?(): Promise<'whole' | 'empty' | 'taken' | 'failed'>
}

/** Whether another console owns the folder, so that nothing is written into it. */
export function isReadOnly({ notices }: Pick<Store, 'notices'>): boolean {
  return notices.some(({ code }) => code === 'folder-in-use')
}

/** Over an open, checked and migrated file and the folder of its bodies. Throws when a table has another structure. */
export async function createFileStore(db: DatabaseSync, bodies: string): Promise<Store> {
  const notices: Notice[] = []
  const notice = (notice: Notice) => void notices.push(notice)
  return {
    kind: 'file',
    notices,
    exchanges: await openSqliteExchanges(db, createBodyFiles(bodies), notice),
    ...otherParts(db, notice),
    close: async () => db.close(),
    copyTo: (path) => void db.prepare('VACUUM INTO ?').run(path),
    renewJournal() {
      // SQLite releases the file only when it leaves this mode.
      db.exec('PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL;')
      return true
    },
  }
}

/** In memory until the process ends, when the file may not be written. Stays readable after `close`. */
export function createMemoryStore(notices: Notice[] = []): Store {
  const db = new DatabaseSync(':memory:')
  db.exec('PRAGMA auto_vacuum = INCREMENTAL')
  migrate(db)
  return {
    kind: 'memory',
    notices,
    exchanges: createMemoryExchanges(db),
    ...otherParts(db, () => {}),
    close: async () => {},
  }
}

function otherParts(db: DatabaseSync, notice: (notice: Notice) => void): Omit<StoreParts, 'exchanges'> {
  return {
    ipLists: createSqliteIpLists(db, notice),
    timeline: createSqliteTimeline(db, notice),
    whitelist: createSqliteWhitelist(db, notice),
  }
}
