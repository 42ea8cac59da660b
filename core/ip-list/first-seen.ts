import type { IpListVersion } from '#contract/ip-list.ts'

/** When each entry was first in a list, epoch ms. */
export type FirstSeen = Map<string, number>

/** Notes those of `received` that were not there before. */
export function noteSeen(seen: FirstSeen, received: string[], at: number): void {
  for (const entry of received) if (!seen.has(entry)) seen.set(entry, at)
}

/** From all versions of one list, in any order. */
export async function firstSeenIn(
  versions: IpListVersion[],
  receivedOf: (id: number) => Promise<string[]>,
): Promise<FirstSeen> {
  const seen: FirstSeen = new Map()
  for (const { id, since } of versions.toSorted((a, b) => a.since - b.since || a.id - b.id)) {
    noteSeen(seen, await receivedOf(id), since)
  }
  return seen
}
