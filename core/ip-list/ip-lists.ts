import type {
  IpBlocks,
  IpEntry,
  IpListDiff,
  IpListKind,
  IpListVersion,
  IpListView,
  Rounding,
} from '#contract/ip-list.ts'
import type { Problem } from '#contract/problem.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { type AddressSet, blocksOf, minus, roundedTo24, spellBlock } from '#core/kernel/ip/address-set.ts'
import { parseIpList } from '#core/kernel/ip/ip-entry.ts'
import { countOf } from '#core/kernel/ip/range.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SavingPart, WaitingLimits } from '#core/kernel/saving/saving-part.ts'
import { type FirstSeen, firstSeenIn, noteSeen } from './first-seen.ts'
import type { IpListStore } from './store/ip-list-store.ts'

/** Versions kept of one list; the oldest go. */
export const MAX_VERSIONS = 200

/** How much is held in memory of what cannot be written. */
export const heldLists: WaitingLimits = { jobs: 2_000, bytes: 16 * 1024 * 1024 }

export interface ListKey {
  accountId: string
  kind: IpListKind
}

/** What a fetch brought, as received. */
export interface Received {
  ipList: string[]
  exchangeId: number
}

export interface IpLists {
  /** Runs `load` and keeps what it brings; a failure leaves the former list. */
  fetch(list: ListKey, clock: Clock, load: () => Promise<Received>): Promise<IpListView>
  /** What went wrong without anybody being there to answer for it. */
  failed(list: ListKey, problem: Problem, clock: Clock): void
  view(list: ListKey): Omit<IpListView, 'refreshInMs'>
  /** Newest first. */
  history(list: ListKey): IpListVersion[]
  /** These fail with `ip-list-not-found`. */
  version(id: number): IpListVersion
  entries(id: number): Promise<IpEntry[]>
  /** The addresses covered. */
  addresses(id: number): Promise<AddressSet>
  diff(from: number, to: number): Promise<IpListDiff>
  merged(id: number, rounding: Rounding): Promise<IpBlocks>
  removeAccount(accountId: string): void
  /** Resolves when what was fetched so far is written, or waits. */
  flushed(): Promise<void>
}

export interface IpListsDeps {
  store: IpListStore
  /** For how long a fetch has been running. */
  clock: Clock
  saving: SavingPart
  changed(): void
}

/** Opens the lists: facts of every version and the newest entries in memory, the others' entries in the store. */
export async function openIpLists({ store, clock, saving, changed }: IpListsDeps): Promise<IpLists> {
  let versions = await store.list()
  let lastId = await store.lastId()
  /** `undefined` where the file is damaged. */
  const newest = new Map<string, string[] | undefined>()
  const running = new Map<string, { since: number; calls: number }>()
  /** Read from the history when first asked for. */
  const seen = new Map<string, Promise<FirstSeen>>()
  const failures = new Map<string, { problem: Problem; at: number }>()
  /** Entries of versions that are not written yet. */
  const unwritten = new Map<number, string[]>()

  const history = (list: ListKey) => versions.filter((version) => keyOf(version) === keyOf(list))
  for (const version of versions) {
    if (!newest.has(keyOf(version))) newest.set(keyOf(version), await store.received(version.id).catch(() => undefined))
  }

  /** Behind the reply, in order; a version that is gone by then is not written. */
  const put = (next: IpListVersion, ipList: string[]) => {
    unwritten.set(next.id, ipList)
    saving.write({
      key: String(next.id),
      bytes: () => ipList.reduce((sum, entry) => sum + entry.length, 0),
      async run() {
        if (versions.some(({ id }) => id === next.id)) await store.put(next, ipList)
        if (unwritten.get(next.id) === ipList) unwritten.delete(next.id)
      },
      givenUp() {
        unwritten.delete(next.id)
        // The newest is in memory as long as the console runs; of an older one there is nothing left to show.
        if (history(next)[0]?.id !== next.id) versions = versions.filter(({ id }) => id !== next.id)
        changed()
      },
    })
  }
  const remove = (id: number) => {
    unwritten.delete(id)
    saving.write({ key: String(id), run: () => store.remove(id) })
  }

  saving.onRewrite(() => {
    for (const [key, ipList] of newest) {
      const current = versions.find((version) => keyOf(version) === key)
      if (current && ipList) put(current, ipList)
    }
  })

  function version(id: number): IpListVersion {
    const found = versions.find((candidate) => candidate.id === id)
    if (!found) throw new ProblemError({ code: 'ip-list-not-found', retry: 'never' })
    return found
  }

  async function received(id: number): Promise<string[]> {
    const wanted = version(id)
    if (history(wanted)[0]?.id === id) {
      const entries = newest.get(keyOf(wanted))
      if (!entries) throw new ProblemError({ code: 'ip-list-unreadable', retry: 'never' })
      return entries
    }
    const kept = unwritten.get(id) ?? (await store.received(id))
    if (!kept) throw new ProblemError({ code: 'ip-list-not-found', retry: 'never' })
    return kept
  }

  function firstSeen(list: ListKey): Promise<FirstSeen> {
    const known = seen.get(keyOf(list))
    if (known) return known
    const reading = firstSeenIn(history(list), received).catch((): FirstSeen => {
      // The entries are shown all the same, and the next look reads again.
      seen.delete(keyOf(list))
      return new Map()
    })
    seen.set(keyOf(list), reading)
    return reading
  }

  const addresses = async (id: number) => parseIpList(await received(id)).addresses

  function keep(list: ListKey, { ipList, exchangeId }: Received, at: number): void {
    const [current, ...older] = history(list)
    const former = newest.get(keyOf(list))
    const facts = { ...list, fetchedAt: at, exchangeId, ...describe(ipList) }
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
    void seen.get(keyOf(list))?.then((known) => noteSeen(known, ipList, at))
    put(next, ipList)
    if (dropped) remove(dropped.id)
  }

  function failed(list: ListKey, problem: Problem, accountClock: Clock): void {
    failures.set(keyOf(list), { problem, at: accountClock.now() })
    changed()
  }

  function began(key: string): void {
    const flight = running.get(key)
    running.set(key, { since: flight?.since ?? clock.monotonic(), calls: (flight?.calls ?? 0) + 1 })
    changed()
  }

  function ended(key: string): void {
    const flight = running.get(key)
    if (flight && flight.calls > 1) running.set(key, { ...flight, calls: flight.calls - 1 })
    else running.delete(key)
    changed()
  }

  function view(list: ListKey) {
    const [current] = history(list)
    const flight = running.get(keyOf(list))
    const failure = failures.get(keyOf(list))
    return {
      accountId: list.accountId,
      kind: list.kind,
      ...(current && { current }),
      ...(flight && { fetchingForMs: clock.monotonic() - flight.since }),
      ...(failure && { lastFailure: failure }),
    }
  }

  return {
    view,
    history,
    version,
    addresses,
    failed,
    async fetch(list, accountClock, load) {
      began(keyOf(list))
      try {
        keep(list, await load(), accountClock.now())
        failures.delete(keyOf(list))
      } catch (error) {
        if (error instanceof ProblemError && isTold(error.problem)) failed(list, error.problem, accountClock)
        throw error
      } finally {
        ended(keyOf(list))
      }
      return view(list)
    },
    async entries(id) {
      const known = await firstSeen(version(id))
      return parseIpList(await received(id)).entries.map((entry) => {
        const since = known.get(entry.raw)
        return since === undefined ? entry : { ...entry, firstSeen: since }
      })
    },
    async diff(from, to) {
      const [former, latter] = [await received(from), await received(to)]
      const [before, after] = [new Set(former), new Set(latter)]
      const [added, removed] = changes(former, latter)
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
    removeAccount(accountId) {
      for (const { id } of versions.filter((kept) => kept.accountId === accountId)) remove(id)
      for (const map of [newest, failures, seen]) {
        for (const key of map.keys()) if (key.startsWith(`${accountId} `)) map.delete(key)
      }
      versions = versions.filter((kept) => kept.accountId !== accountId)
      changed()
    },
    flushed: saving.flushed,
  }
}

/** A question or a cancelled call is not a failure of the list. */
function isTold({ code }: Problem): boolean {
  return code !== 'cancelled' && code !== 'confirm-classic'
}

const keyOf = ({ accountId, kind }: ListKey) => `${accountId} ${kind}`

/** What a version's row tells about its entries. */
function describe(received: string[]) {
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
  const [added, removed] = changes(before, after)
  return { from, added: countOf(added), removed: countOf(removed) }
}

/** The addresses that have come, and those that are gone. */
function changes(before: string[], after: string[]): [added: AddressSet, removed: AddressSet] {
  const [old, current] = [parseIpList(before).addresses, parseIpList(after).addresses]
  return [minus(current, old), minus(old, current)]
}

/** Order and repetitions aside: WeChat's lists are not sorted, and their order means nothing. */
function sameEntries(a: string[], b: string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)]
  return one.size === other.size && [...one].every((entry) => other.has(entry))
}
