import type { IpBlocks, IpEntry, IpListDiff, Rounding } from '#contract/ip-list.ts'
import { type AddressSet, blocksOf, minus, roundedTo24, spellBlock } from '#core/kernel/ip/address-set.ts'
import { parseIpList } from '#core/kernel/ip/ip-entry.ts'
import { countOf } from '#core/kernel/ip/range.ts'
import { deleteAccount, keyOf, type ListKey } from './list-key.ts'
import { changedAddresses, type IpListVersions } from './versions.ts'

/** Versions as addresses. All of these fail as {@link IpListVersions.received} does. */
export interface VersionReader {
  entries(id: number): Promise<IpEntry[]>
  addresses(id: number): Promise<AddressSet>
  diff(from: number, to: number): Promise<IpListDiff>
  merged(id: number, rounding: Rounding): Promise<IpBlocks>
  removeAccount(accountId: string): void
}

export function createVersionReader({
  history,
  version,
  received,
}: Pick<IpListVersions, 'history' | 'version' | 'received'>): VersionReader {
  /** When each entry was first in a list, epoch ms, among the versions read. */
  const firstSeen = new Map<string, { times: Map<string, number>; read: Set<number> }>()

  async function readFirstSeen(list: ListKey): Promise<ReadonlyMap<string, number>> {
    const { times, read } = firstSeen.get(keyOf(list)) ?? { times: new Map(), read: new Set() }
    firstSeen.set(keyOf(list), { times, read })
    for (const { id, since } of history(list).toSorted((a, b) => a.since - b.since || a.id - b.id)) {
      if (read.has(id)) continue
      for (const entry of await received(id)) if (!times.has(entry)) times.set(entry, since)
      read.add(id)
    }
    return times
  }
  const addresses = async (id: number) => parseIpList(await received(id)).addresses

  return {
    addresses,
    async entries(id) {
      // When a version cannot be read, the entries are shown without it, and the next call reads it again.
      const times = await readFirstSeen(version(id)).catch(() => new Map<string, number>())
      return parseIpList(await received(id)).entries.map((entry) => {
        const since = times.get(entry.raw)
        return since === undefined ? entry : { ...entry, firstSeen: since }
      })
    },
    async diff(from, to) {
      const [former, latter] = [await received(from), await received(to)]
      const [before, after] = [new Set(former), new Set(latter)]
      const { added, removed } = changedAddresses(former, latter)
      return {
        addresses: {
          added: blocksOf(added).map(spellBlock),
          removed: blocksOf(removed).map(spellBlock),
          addedCount: countOf(added),
          removedCount: countOf(removed),
        },
        entries: {
          added: [...after].filter((entry) => !before.has(entry)),
          removed: [...before].filter((entry) => !after.has(entry)),
        },
      }
    },
    async merged(id, rounding) {
      const exact = await addresses(id)
      const set = rounding === '24' ? roundedTo24(exact) : exact
      return {
        blocks: blocksOf(set).map(spellBlock),
        addresses: countOf(set),
        extraAddresses: countOf(minus(set, exact)),
      }
    },
    removeAccount: (accountId) => deleteAccount(firstSeen, accountId),
  }
}
