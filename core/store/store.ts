import type { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#contract/host.ts'
import { createBodyFiles } from '#core/exchange/store/body-files.ts'
import type { ExchangeStore } from '#core/exchange/store/exchange-store.ts'
import { createMemoryExchanges } from '#core/exchange/store/memory-exchanges.ts'
import { createSqliteExchanges } from '#core/exchange/store/sqlite-exchanges.ts'
import type { IpListStore } from '#core/ip-list/store/ip-list-store.ts'
import { createMemoryIpLists } from '#core/ip-list/store/memory-ip-lists.ts'
import { createSqliteIpLists } from '#core/ip-list/store/sqlite-ip-lists.ts'
import { createMemoryTimeline } from '#core/token/timeline/memory-timeline.ts'
import { createSqliteTimeline } from '#core/token/timeline/sqlite-timeline.ts'
import type { TimelineStore } from '#core/token/timeline/timeline-store.ts'
import { createMemoryWhitelist } from '#core/whitelist/memory-whitelist.ts'
import { createSqliteWhitelist } from '#core/whitelist/sqlite-whitelist.ts'
import type { WhitelistStore } from '#core/whitelist/whitelist-store.ts'

/** One part per feature. */
export interface StoreParts {
  exchanges: ExchangeStore
  ipLists: IpListStore
  timeline: TimelineStore
  whitelist: WhitelistStore
}

/** What grows. The last four are of a store in a file. */
export interface Store extends StoreParts {
  readonly kind: 'sqlite' | 'memory'
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

/** Over a file that is open, checked and migrated, and the folder of its bodies. Throws where a table is not as it should be. */
export async function createSqliteStore(db: DatabaseSync, bodies: string): Promise<Store> {
  const notices: Notice[] = []
  const notice = (notice: Notice) => void notices.push(notice)
  return {
    kind: 'sqlite',
    notices,
    exchanges: await createSqliteExchanges(db, createBodyFiles(bodies), notice),
    ipLists: createSqliteIpLists(db, notice),
    timeline: createSqliteTimeline(db, notice),
    whitelist: createSqliteWhitelist(db, notice),
    close: async () => db.close(),
    copyTo: (path) => void db.prepare('VACUUM INTO ?').run(path),
    renewJournal() {
      // Leaving the mode is what makes SQLite let go of the file.
      db.exec('PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL;')
      return true
    },
  }
}

/** As long as the process lives: where SQLite is absent, or its file may not be written. */
export function createMemoryStore(notices: Notice[] = []): Store {
  return {
    kind: 'memory',
    notices,
    exchanges: createMemoryExchanges(),
    ipLists: createMemoryIpLists(),
    timeline: createMemoryTimeline(),
    whitelist: createMemoryWhitelist(),
    close: async () => {},
  }
}
