import type { IpListVersion } from '#contract/ip-list.ts'
import { type AddressSet, minus } from '#core/kernel/ip/address-set.ts'
import { parseIpList } from '#core/kernel/ip/ip-entry.ts'
import { countOf } from '#core/kernel/ip/range.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SavingPart, WaitingLimits } from '#core/kernel/saving/saving-part.ts'
import type { FetchedIps } from '#core/wechat/client.ts'
import { deleteAccount, keyOf, type ListKey } from './list-key.ts'
import type { IpListStore } from './store/ip-list-store.ts'
import { createVersionWrites } from './version-writes.ts'

/** Versions kept of one list; the oldest are removed. */
export const MAX_VERSIONS = 200

/** Limits of the unwritten versions in memory. */
export const heldLists: WaitingLimits = { jobs: 2_000, bytes: 16 * 1024 * 1024 }

/** Every fetched list that differed from the one before it. */
export interface IpListVersions {
  /** Newest first. */
  history(list: ListKey): IpListVersion[]
  /** Fails with `ip-list-not-found`. */
  version(id: number): IpListVersion
  /** Entries as received. Fails with `ip-list-not-found`, or `ip-list-unreadable` where the file is damaged. */
  received(id: number): Promise<string[]>
  /** Makes the fetched list the current version; the same entries are the same version. */
  add(list: ListKey, received: FetchedIps, at: number): void
  removeAccount(accountId: string): void
}

export interface IpListVersionsDeps {
  store: IpListStore
  saving: SavingPart
  changed(): void
}

/** Keeps the facts of every version and the newest entries in memory, the entries of older versions in the store. */
export async function openVersions({ store, saving, changed }: IpListVersionsDeps): Promise<IpListVersions> {
  let versions = await store.list()
  let lastId = await store.lastId()
  /** `undefined` where the file is damaged. */
  const newest = new Map<string, string[] | undefined>()
  const history = (list: ListKey) => versions.filter((version) => keyOf(version) === keyOf(list))
  for (const version of versions) {
    if (!newest.has(keyOf(version))) newest.set(keyOf(version), await store.received(version.id).catch(() => undefined))
  }
  const writes = createVersionWrites({
    store,
    saving,
    isKept: (id) => versions.some((version) => version.id === id),
    givenUp(version) {
      // The newest stays in memory as long as the console runs; an older one that is lost cannot be shown.
      if (history(version)[0]?.id !== version.id) versions = versions.filter(({ id }) => id !== version.id)
      changed()
    },
  })
  saving.onRewrite(() => {
    for (const [key, received] of newest) {
      const current = versions.find((version) => keyOf(version) === key)
      if (current && received) writes.put(current, received)
    }
  })

  function version(id: number): IpListVersion {
    const found = versions.find((candidate) => candidate.id === id)
    if (!found) throw new ProblemError({ code: 'ip-list-not-found', retry: 'never' })
    return found
  }

  return {
    history,
    version,
    async received(id) {
      const wanted = version(id)
      const isNewest = history(wanted)[0]?.id === id
      const received = isNewest ? newest.get(keyOf(wanted)) : (writes.unwritten(id) ?? (await store.received(id)))
      if (received) return received
      throw new ProblemError({ code: isNewest ? 'ip-list-unreadable' : 'ip-list-not-found', retry: 'never' })
    },
    add(list, { ipList, exchangeId }, at) {
      const [current, ...older] = history(list)
      const former = newest.get(keyOf(list))
      const facts = { ...list, fetchedAt: at, exchangeId, ...factsOf(ipList) }
      const next: IpListVersion =
        current && former && sameEntries(former, ipList)
          ? { ...current, ...facts }
          : {
              id: ++lastId,
              since: at,
              ...facts,
              ...(current && former && { change: changeOf(current.id, former, ipList) }),
            }
      const dropped = current?.id === next.id ? undefined : older[MAX_VERSIONS - 2]
      versions = [next, ...versions.filter(({ id }) => id !== next.id && id !== dropped?.id)]
      newest.set(keyOf(list), ipList)
      writes.put(next, ipList)
      if (dropped) writes.remove(dropped.id)
    },
    removeAccount(accountId) {
      for (const { id } of versions.filter((kept) => kept.accountId === accountId)) writes.remove(id)
      deleteAccount(newest, accountId)
      versions = versions.filter((kept) => kept.accountId !== accountId)
      changed()
    },
  }
}

/** The facts of a version, from its entries. */
function factsOf(received: string[]) {
  const { entries, addresses } = parseIpList(received)
  return {
    received: received.length,
    distinct: entries.length,
    unparsable: entries.filter(({ kind }) => kind === 'unparsable').length,
    addresses: countOf(addresses.filter(({ family }) => family === 4)),
    addresses6: countOf(addresses.filter(({ family }) => family === 6)),
  }
}

function changeOf(from: number, before: string[], after: string[]): NonNullable<IpListVersion['change']> {
  const { added, removed } = changedAddresses(before, after)
  return { from, added: countOf(added), removed: countOf(removed) }
}

export function changedAddresses(before: string[], after: string[]): { added: AddressSet; removed: AddressSet } {
  const [old, current] = [parseIpList(before).addresses, parseIpList(after).addresses]
  return { added: minus(current, old), removed: minus(old, current) }
}

/** Ignores order and repetitions: WeChat's lists are not sorted, and their order means nothing. */
function sameEntries(a: string[], b: string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)]
  return one.size === other.size && [...one].every((entry) => other.has(entry))
}
