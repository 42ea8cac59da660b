import type { ForceView } from '#contract/token.ts'
import type { TimelineRecord } from '#core/token/timeline/timeline-store.ts'

/** WeChat's limits: 20 forced refreshes a day, and none that counts within 30 s of the last. */
const LIMIT = 20
const SPACING_MS = 30_000
const HOUR_MS = 3_600_000

/**
 * Forced refreshes of a stable token by this console; `now` in epoch ms of the account's clock, the records `inTime`
 * with it.
 */
export function forceOf(records: readonly TimelineRecord[], now: number): ForceView {
  const midnight = beijingMidnight(now)
  const forced = records.filter((record) => record.kind === 'forced')
  const last = forced.at(-1)
  const sinceLast = last ? now - last.at : SPACING_MS
  return {
    usedToday: forced.filter(({ at }) => at >= midnight).length,
    limit: LIMIT,
    // A clock that was set back must not make anyone wait longer than WeChat does.
    waitMs: Math.min(SPACING_MS, Math.max(0, SPACING_MS - sinceLast)),
  }
}

/** WeChat's days are Beijing's: UTC+8, no summer time. */
function beijingMidnight(now: number): number {
  const day = 24 * HOUR_MS
  return Math.floor((now + 8 * HOUR_MS) / day) * day - 8 * HOUR_MS
}
