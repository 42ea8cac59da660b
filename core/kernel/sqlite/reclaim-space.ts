import type { DatabaseSync } from 'node:sqlite'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'

/** Pages of 4 KiB moved at a time; other work runs in between. */
const AT_ONCE = 1_000

/** Returns freed pages to the disk, and empties the write-ahead log, which holds deleted data as well. */
export async function reclaimSpace(db: DatabaseSync): Promise<void> {
  const free = () => Number(db.prepare('PRAGMA freelist_count').get()?.freelist_count ?? 0)
  for (let left = free(), before = Number.POSITIVE_INFINITY; left > 0 && left < before; left = free()) {
    before = left
    db.exec(`PRAGMA incremental_vacuum(${AT_ONCE})`)
    await nextTurn()
  }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
}
