import type { DatabaseSync } from 'node:sqlite'
import type { WhitelistStore } from './whitelist-store.ts'

/** The IPs in the console's SQLite file, which the caller has opened, checked and migrated. */
export function createSqliteWhitelist(db: DatabaseSync): WhitelistStore {
  const all = db.prepare('SELECT * FROM seen_ip')
  const put = db.prepare(
    'INSERT OR REPLACE INTO seen_ip (account_id, ip, origin, proxy, first_at, last_at, times) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const prune = db.prepare(
    `DELETE FROM seen_ip WHERE account_id = ?1 AND rowid NOT IN
       (SELECT rowid FROM seen_ip WHERE account_id = ?1 ORDER BY last_at DESC LIMIT ?2)`,
  )
  const remove = db.prepare('DELETE FROM seen_ip WHERE account_id = ?')

  return {
    list: async () =>
      all.all().map((row) => ({
        accountId: String(row.account_id),
        seen: {
          ip: String(row.ip),
          firstAt: Number(row.first_at),
          lastAt: Number(row.last_at),
          times: Number(row.times),
          origin: String(row.origin),
          ...(row.proxy !== '' && { proxy: String(row.proxy) }),
        },
      })),
    async put(accountId, { ip, origin, proxy = '', firstAt, lastAt, times }) {
      put.run(accountId, ip, origin, proxy, firstAt, lastAt, times)
    },
    async prune(accountId, most) {
      prune.run(accountId, most)
    },
    async removeAccount(accountId) {
      remove.run(accountId)
    },
  }
}
