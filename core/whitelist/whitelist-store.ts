import type { SeenIp } from '#contract/whitelist.ts'

/** The IPs that WeChat saw, per account; one row per IP and route. */
export interface WhitelistStore {
  list(): Promise<{ accountId: string; seen: SeenIp }[]>
  /** Replaces an earlier row of the same IP and route. */
  put(accountId: string, seen: SeenIp): Promise<void>
  /** Replaces all rows of the account. */
  replace(accountId: string, seen: readonly SeenIp[]): Promise<void>
  /** Deletes all but the `most` rows of an account that were seen last. */
  prune(accountId: string, most: number): Promise<void>
  removeAccount(accountId: string): Promise<void>
}

/** Whether two rows are of the same IP, seen by the same route. */
export function isSameRoute(a: SeenIp, b: SeenIp): boolean {
  return a.ip === b.ip && a.origin === b.origin && a.proxy === b.proxy
}
