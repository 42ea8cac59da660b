import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import type { Refusal } from './loopback-guard.ts'

const HOUR_MS = 60 * 60_000
/** Most lines of each kind within an hour; the next line has the number of omitted ones. */
const MAX_LINES = 10

/** Logs refused requests, so that an owner notices attempts: limited, and without the requests' content. */
export function createRefusalLog(log: Pick<Log, 'warn'>, clock: Pick<Clock, 'monotonic'>) {
  const kinds = new Map<string, { since: number; lines: number; unlogged: number }>()
  return ({ status, reason }: Refusal): void => {
    const now = clock.monotonic()
    const kind = `${status} ${reason}`
    let seen = kinds.get(kind)
    if (!seen || now - seen.since >= HOUR_MS) {
      seen = { since: now, lines: 0, unlogged: seen?.unlogged ?? 0 }
      kinds.set(kind, seen)
    }
    if (seen.lines >= MAX_LINES) {
      seen.unlogged += 1
      return
    }
    seen.lines += 1
    log.warn('a request was refused', { status, reason, ...(seen.unlogged > 0 && { unlogged: seen.unlogged }) })
    seen.unlogged = 0
  }
}
