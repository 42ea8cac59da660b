import { CLOCK_TOLERANCE_MS } from '#core/kernel/clock/clock.ts'
import type { TimelineRecord } from './timeline-store.ts'

const DAY_MS = 24 * 3_600_000

/**
 * The records, oldest first, as far as `now` believes their times: one from the future was written while the clock was
 * wrong, and happened before the next that is not; one from more than a day before its predecessor, right after it. Their
 * order is certain, and lives move along.
 */
export function inTime(records: readonly TimelineRecord[], now: number): readonly TimelineRecord[] {
  if (records.every(({ at }, index) => at <= now && at >= (records[index - 1]?.at ?? at) - DAY_MS)) return records
  let next = now
  const notAfter = records.toReversed().map((record) => {
    if (record.at <= now) next = record.at
    return Math.min(record.at, next)
  })
  let last = Number.NEGATIVE_INFINITY
  return records.map((record, index) => {
    const at = notAfter[records.length - 1 - index] ?? record.at
    last = at < last - DAY_MS ? last : at
    return moved(record, last)
  })
}

/**
 * By how many ms the newest record is later than `now`: the clock was set back since, and nobody saw it. Else 0. As long as
 * no record follows, nothing says when such a one happened, and it seems to have happened just now.
 */
export function aheadMs(records: readonly TimelineRecord[], now: number): number {
  const ahead = (records.at(-1)?.at ?? now) - now
  return ahead > CLOCK_TOLERANCE_MS ? ahead : 0
}

function moved(record: TimelineRecord, at: number): TimelineRecord {
  const by = at - record.at
  if (record.kind !== 'token' || record.expiresAt === undefined) return { ...record, at }
  return { ...record, at, expiresAt: record.expiresAt + by }
}
