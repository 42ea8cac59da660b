import type { IpListKind } from '#contract/ip-list.ts'

/** One of the two lists of an account. */
export interface ListKey {
  accountId: string
  kind: IpListKind
}

export const keyOf = ({ accountId, kind }: ListKey) => `${accountId} ${kind}`

/** Removes the entries of an account from a map with {@link keyOf} keys. */
export function deleteAccount(byKey: Map<string, unknown>, accountId: string): void {
  for (const key of byKey.keys()) if (key.startsWith(`${accountId} `)) byKey.delete(key)
}
