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

/** The console's SQLite database, in a file or in memory. The last four are of one in a file. */
export interface Store extends StoreParts {
  readonly kind: 'file' | 'memory'
  /** What went wrong while opening, to be shown once. */
  readonly notices: Notice[]
  close(): Promise<void>
  /** Writes everything to a file that is empty. */
  copyTo?(path: string): void
  /** Begins a new write-ahead log where somebody has deleted the one there was; answers whether that was so. */
  renewJournal?(): boolean
  /** Whether the file is still in its place; `taken`: another console has the folder now. */
  standing?(): 'here' | 'gone' | 'taken'
  /**
   * Makes anew what is gone: `whole` with everything that was in the file, `empty` when that cannot be read any more,
   * `failed` when it has to be tried again. Throws when it cannot be written.
   */
  restore?(): Promise<'whole' | 'empty' | 'taken' | 'failed'>
}

/** Whether another console owns the folder: then nothing is written into it. */
export function isReadOnly({ notices }: Pick<Store, 'notices'>): boolean {
  return notices.some(({ code }) => code === 'folder-in-use')
}

/** Over a file that is open, checked and migrated, and the folder of its bodies. Throws where a table is not as it should be. */
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
      // Leaving the mode is what makes SQLite let go of the file.
      db.exec('PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL;')
      return true
    },
  }
}

/** Kept as long as the process lives, where the file may not be written. Stays readable after `close`. */
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
