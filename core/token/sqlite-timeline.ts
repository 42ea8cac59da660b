import type { DatabaseSync } from 'node:sqlite'
import type { TimelineRecord, TimelineStore } from './timeline-store.ts'

/** The timeline in the console's SQLite file, which the caller has opened, checked and migrated. */
export function createSqliteTimeline(db: DatabaseSync): TimelineStore {
  const all = db.prepare('SELECT place, record FROM token_event ORDER BY id')
  const insert = db.prepare('INSERT INTO token_event (place, at, record) VALUES (?, ?, ?)')
  const before = db.prepare('DELETE FROM token_event WHERE place = ? AND at < ?')
  const beyond = db.prepare(
    'DELETE FROM token_event WHERE place = ?1 AND id <= (SELECT id FROM token_event WHERE place = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)',
  )
  const remove = db.prepare('DELETE FROM token_event WHERE place = ?')

  return {
    list: async () =>
      all.all().map(({ place, record }) => ({
        place: String(place),
        record: JSON.parse(String(record)) as TimelineRecord,
      })),
    async add(place, record) {
      insert.run(place, record.at, JSON.stringify(record))
    },
    async prune(place, at, most) {
      before.run(place, at)
      beyond.run(place, most)
    },
    async remove(place) {
      remove.run(place)
    },
  }
}
