import { CLOCK_TOLERANCE_MS } from '#core/kernel/clock/clock.ts'
import type { TimelineRecord } from './timeline-store.ts'

const DAY_MS = 24 * 3_600_000

/**
 * The records, oldest first, with times that `now` allows: a record from the future was written while the clock was
 * wrong, and is placed before the next record that is not; one more than a day before its predecessor is placed right
 * after it. Their order is certain, and the tokens' ends move along.
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
 * Ms by which the newest record is later than `now`: the clock was set back since, unobserved. Else 0. While no record
 * follows, the time of such a record is unknown, and it is shown as now.
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
