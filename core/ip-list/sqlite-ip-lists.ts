import type { DatabaseSync } from 'node:sqlite'
import type { IpListVersion } from '../../contract/ip-list.ts'
import type { IpListStore } from './ip-list-store.ts'

/** Lists in the console's SQLite file, which the caller has opened, checked and migrated. */
export function createSqliteIpLists(db: DatabaseSync): IpListStore {
  const put = db.prepare('INSERT OR REPLACE INTO ip_list_version (id, version, received) VALUES (?, ?, ?)')
  const all = db.prepare('SELECT version FROM ip_list_version ORDER BY id DESC')
  const one = db.prepare('SELECT received FROM ip_list_version WHERE id = ?')
  const remove = db.prepare('DELETE FROM ip_list_version WHERE id = ?')
  const sequence = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'ip_list_version'")

  return {
    lastId: async () => Number(sequence.get()?.seq ?? 0),
    list: async () => all.all().map((row) => JSON.parse(String(row.version)) as IpListVersion),
    async put(version, received) {
      put.run(version.id, JSON.stringify(version), JSON.stringify(received))
    },
    async received(id) {
      const row = one.get(id)
      return row && (JSON.parse(String(row.received)) as string[])
    },
    async remove(id) {
      remove.run(id)
    },
  }
}
