const BEIJING_MS = 8 * 3_600_000

/** WeChat's days are Beijing's (UTC+8, no summer time). */
export function beijingDay(now: number): number {
  return Math.floor((now + BEIJING_MS) / 86_400_000)
}

/** Months since the year 0, by Beijing's calendar. */
export function beijingMonth(now: number): number {
  const date = new Date(now + BEIJING_MS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
