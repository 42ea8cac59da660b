import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Notice } from '#contract/host.ts'
import type { SeenIp } from '#contract/whitelist.ts'
import { inTransaction } from '#core/kernel/sqlite/in-transaction.ts'
import { markUnreadable } from '#core/kernel/sqlite/mark-unreadable.ts'
import type { WhitelistStore } from './whitelist-store.ts'

// Latest time that a `Date` can represent. The rest of a row is text, which the schema checks.
const moment = z.number().int().min(0).max(8.64e15)
const timesSchema = z.looseObject({ first_at: moment, last_at: moment, times: z.number().int().min(1).max(1e9) })

/** The IPs in the console's SQLite file, which the caller has opened, checked and migrated. Damaged rows are left out. */
export function createSqliteWhitelist(db: DatabaseSync, notice: (notice: Notice) => void): WhitelistStore {
  const all = db.prepare('SELECT rowid AS rowid, * FROM seen_ip WHERE unreadable = 0')
  const put = db.prepare(
    'INSERT OR REPLACE INTO seen_ip (account_id, ip, origin, proxy, first_at, last_at, times) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const prune = db.prepare(
    `DELETE FROM seen_ip WHERE account_id = ?1 AND rowid NOT IN
       (SELECT rowid FROM seen_ip WHERE account_id = ?1 ORDER BY last_at DESC LIMIT ?2)`,
  )
  const remove = db.prepare('DELETE FROM seen_ip WHERE account_id = ?')
  const readable = db.prepare('DELETE FROM seen_ip WHERE account_id = ? AND unreadable = 0')

  const rows = markUnreadable(
    db,
    'seen_ip',
    { numbers: ['first_at', 'last_at', 'times'], read: () => all.all() },
    (row) => timesSchema.safeParse(row).success,
  )
  if (rows > 0) notice({ code: 'whitelist-unreadable', rows })
  const write = (accountId: string, { ip, origin, proxy = '', firstAt, lastAt, times }: SeenIp) =>
    put.run(accountId, ip, origin, proxy, firstAt, lastAt, times)

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
    async put(accountId, seen) {
      write(accountId, seen)
    },
    async replace(accountId, seen) {
      inTransaction(db, () => {
        readable.run(accountId)
        for (const one of seen) write(accountId, one)
      })
    },
    async prune(accountId, most) {
      prune.run(accountId, most)
    },
    async removeAccount(accountId) {
      remove.run(accountId)
    },
  }
}
