import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'

const HOUR_MS = 60 * 60_000
/** Lines of each kind within an hour; what came beyond is told as a number with the next. */
const MAX_LINES = 10

/** Logs what was not let in, so that an owner sees that somebody tries: bounded, and nothing of what was sent. */
export function createRefusalLog(log: Pick<Log, 'warn'>, clock: Pick<Clock, 'monotonic'>) {
  const kinds = new Map<string, { since: number; lines: number; unsaid: number }>()
  return (status: number, reason: string): void => {
    const now = clock.monotonic()
    const kind = `${status} ${reason}`
    let seen = kinds.get(kind)
    if (!seen || now - seen.since >= HOUR_MS) {
      seen = { since: now, lines: 0, unsaid: seen?.unsaid ?? 0 }
      kinds.set(kind, seen)
    }
    if (seen.lines >= MAX_LINES) {
      seen.unsaid += 1
      return
    }
    seen.lines += 1
    log.warn('a request was refused', { status, reason, ...(seen.unsaid > 0 && { unsaid: seen.unsaid }) })
    seen.unsaid = 0
  }
}
