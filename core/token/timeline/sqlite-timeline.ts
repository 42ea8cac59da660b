import type { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#contract/host.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { markUnreadable } from '#core/kernel/sqlite/mark-unreadable.ts'
import { readRecord } from './stored-record.ts'
import type { TimelineRecord, TimelineStore } from './timeline-store.ts'

/** The timeline in the console's SQLite file, which the caller has opened, checked and migrated. Damaged records are left out. */
export function createSqliteTimeline(db: DatabaseSync, notice: (notice: Notice) => void): TimelineStore {
  const all = db.prepare('SELECT rowid AS rowid, place, record FROM token_event WHERE unreadable = 0 ORDER BY id')
  const insert = db.prepare('INSERT INTO token_event (place, at, record) VALUES (?, ?, ?)')
  const old = db.prepare(
    'DELETE FROM token_event WHERE place = ?1 AND at < ?2 AND id <= (SELECT id FROM token_event WHERE place = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?3)',
  )
  const beyond = db.prepare(
    'DELETE FROM token_event WHERE place = ?1 AND id <= (SELECT id FROM token_event WHERE place = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)',
  )
  const remove = db.prepare('DELETE FROM token_event WHERE place = ?')
  const readable = db.prepare('DELETE FROM token_event WHERE place = ? AND unreadable = 0')

  const rows = markUnreadable(
    db,
    'token_event',
    { read: () => all.all() },
    ({ record }) => readRecord(record) !== undefined,
  )
  if (rows > 0) notice({ code: 'timeline-unreadable', rows })
  const add = (place: string, record: TimelineRecord) => insert.run(place, record.at, JSON.stringify(record))

  return {
    list: async () =>
      all.all().flatMap(({ place, record: json }) => {
        const record = readRecord(json)
        return record ? [{ place: String(place), record }] : []
      }),
    async add(place, record) {
      add(place, record)
    },
    async replace(place, records) {
      inTransaction(db, () => {
        readable.run(place)
        for (const record of records) add(place, record)
      })
    },
    async prune(place, { before, least, most }) {
      old.run(place, before, least)
      beyond.run(place, most)
    },
    async remove(place) {
      remove.run(place)
    },
  }
}
