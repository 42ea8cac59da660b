import type { SourceName } from '#contract/pure/credentials/token-source.ts'
import type { TimelineEvent, TimelineToken, TimelineView } from '#contract/timeline.ts'
import type { SavingPart } from '#core/kernel/saving/saving-part.ts'
import { inTime } from './in-time.ts'
import { retained, type TimelineRecord, type TimelineStore } from './timeline-store.ts'

const SHOWN_MS = 24 * 3_600_000
/** Longer than the shown 24 h, in ms: a token may have been obtained well before. */
const KEPT_MS = 2 * SHOWN_MS
/** Most records of one (origin, AppID). */
const MOST = 2_000
/** Newest records that stay whatever their age: a clock that is wrong for a minute makes all of them old. */
const LEAST = 200
/** Ms within which the same failure is recorded once. */
const SAME_FAILURE_MS = 10 * 60_000

/** The events of tokens, per (origin, AppID) (`originKeyOf`): in memory and in the store. */
export interface Timeline {
  add(place: string, record: TimelineRecord): void
  /** All records, oldest first, as written; {@link inTime} corrects their times. */
  records(place: string): readonly TimelineRecord[]
  /** The (origin, AppID)s with a record of a token with this hash. */
  placesOf(hash: string): string[]
  view(accountId: string, place: string, now: number): TimelineView
  remove(place: string): Promise<void>
}

export async function openTimeline(store: TimelineStore, saving: SavingPart, changed: () => void): Promise<Timeline> {
  const places = new Map<string, TimelineRecord[]>()
  for (const { place, record } of await store.list()) of(place).push(record)

  function of(place: string): TimelineRecord[] {
    const known = places.get(place) ?? []
    places.set(place, known)
    return known
  }

  function write(place: string, run: () => Promise<void>): void {
    saving.write({ key: place, run, again: () => store.replace(place, places.get(place) ?? []) })
  }

  saving.onRewrite(() => {
    for (const [place, records] of places) write(place, () => store.replace(place, records))
  })

  return {
    add(place, record) {
      const known = of(place)
      if (isRepetition(known, record)) return
      const bounds = { before: record.at - KEPT_MS, least: LEAST, most: MOST }
      places.set(place, retained([...known, record], bounds))
      write(place, async () => {
        await store.add(place, record)
        await store.prune(place, bounds)
      })
      changed()
    },
    records: (place) => places.get(place) ?? [],
    placesOf: (hash) =>
      [...places]
        .filter(([, records]) => records.some((one) => isToken(one) && one.hash === hash))
        .map(([place]) => place),
    view: (accountId, place, now) => ({ accountId, now, ...shown(inTime(places.get(place) ?? [], now), now) }),
    async remove(place) {
      places.delete(place)
      write(place, () => store.remove(place))
      await saving.flushed()
      changed()
    },
  }
}

type TokenRecord = Extract<TimelineRecord, { kind: 'token' }>
const isToken = (record: TimelineRecord): record is TokenRecord => record.kind === 'token'

/** Obtaining or refusing a token is recorded once, and so is a failure that goes on. */
function isRepetition(known: readonly TimelineRecord[], record: TimelineRecord): boolean {
  if (record.kind === 'token') {
    const last = known.findLast((one) => isToken(one) && one.family === record.family)
    return last?.kind === 'token' && last.hash === record.hash
  }
  if (record.kind === 'refused') {
    return known.some((one) => one.kind === 'refused' && one.hash === record.hash && one.errcode === record.errcode)
  }
  if (record.kind !== 'failed') return false
  const last = known.findLast((one) => (one.kind === 'failed' || isToken(one)) && one.family === record.family)
  const isSame = last?.kind === 'failed' && last.code === record.code && last.errcode === record.errcode
  return isSame && Math.abs(record.at - last.at) < SAME_FAILURE_MS
}

/** Every token that was obtained, with its later events; oldest first. */
export function tokensOf(records: readonly TimelineRecord[]): TimelineToken[] {
  const tokens: TimelineToken[] = []
  const current = new Map<SourceName, TimelineToken>()
  for (const record of records) {
    if (record.kind === 'token') {
      const { at, hash, family, source, expiresAt } = record
      const former = current.get(family)
      // A clock that was set back in between must not end a token before it was obtained.
      if (former) former.replacedAt = Math.max(at, former.obtainedAt)
      const token = { hash, family, source, obtainedAt: at, ...(expiresAt !== undefined && { expiresAt }) }
      current.set(family, token)
      tokens.push(token)
    } else if (record.kind === 'refused') {
      const token = tokens.findLast(({ hash }) => hash === record.hash)
      if (token) token.refused ??= { at: record.at, errcode: record.errcode }
    }
  }
  return tokens
}

function shown(records: readonly TimelineRecord[], now: number): Pick<TimelineView, 'tokens' | 'events'> {
  const since = now - SHOWN_MS
  const tokens = tokensOf(records)
  return {
    tokens: tokens.filter((token) => lastMomentOf(token) >= since),
    events: records.filter((record): record is TimelineEvent => isEvent(record) && record.at >= since),
  }
}

/** The last time a token is shown in the chart; the current one is always shown. */
function lastMomentOf({ expiresAt, replacedAt }: TimelineToken): number {
  return Math.min(expiresAt ?? Number.POSITIVE_INFINITY, replacedAt ?? Number.POSITIVE_INFINITY)
}

function isEvent(record: TimelineRecord): boolean {
  return record.kind !== 'token' && record.kind !== 'refused'
}
