import type { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#contract/host.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { lastIdOf, markUnreadable } from '#core/kernel/sqlite/mark-unreadable.ts'
import type { IpListStore } from './ip-list-store.ts'
import { readReceived, readVersion } from './stored-ip-list.ts'

/** Lists in the console's SQLite file, which the caller has opened, checked and migrated. Damaged ones are left out. */
export function createSqliteIpLists(db: DatabaseSync, notice: (notice: Notice) => void): IpListStore {
  const put = db.prepare('INSERT OR REPLACE INTO ip_list_version (id, version, received) VALUES (?, ?, ?)')
  const all = db.prepare(
    'SELECT rowid AS rowid, version, received FROM ip_list_version WHERE unreadable = 0 ORDER BY id DESC',
  )
  const one = db.prepare('SELECT received FROM ip_list_version WHERE id = ?')
  const remove = db.prepare('DELETE FROM ip_list_version WHERE id = ?')

  const read = ({ rowid, version }: Record<string, unknown>) => readVersion(Number(rowid), version)
  const rows = markUnreadable(
    db,
    'ip_list_version',
    { read: () => all.all() },
    (row) => read(row) !== undefined && readReceived(row.received) !== undefined,
  )
  if (rows > 0) notice({ code: 'ip-lists-unreadable', rows })

  return {
    lastId: async () => lastIdOf(db, 'ip_list_version'),
    list: async () => all.all().flatMap((row) => read(row) ?? []),
    async put(version, received) {
      put.run(version.id, JSON.stringify(version), JSON.stringify(received))
    },
    async received(id) {
      const row = one.get(id)
      if (!row) return undefined
      const entries = readReceived(row.received)
      if (!entries) throw new ProblemError({ code: 'ip-list-unreadable', retry: 'never' })
      return entries
    },
    async remove(id) {
      remove.run(id)
    },
  }
}
