import type { IpListView } from '#contract/ip-list.ts'
import type { Problem } from '#contract/problem.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { ListKey } from './list-key.ts'

/** Ms between refreshes: WeChat's own advice for both lists. */
const DAY_MS = 24 * 3600_000
const RETRY_MS = 3600_000
/** Real ms between two checks. */
const LOOK_MS = 60_000

/** A list with a daily refresh, and its clock. */
export interface RefreshedList {
  list: ListKey
  clock: Clock
}

export interface DailyRefresh {
  /** Checks now: a refresh was switched on, or a clock has jumped. */
  look(): void
  close(): void
}

export interface DailyRefreshDeps {
  clock: Clock
  lists(): RefreshedList[]
  view(list: ListKey): IpListView
  fetch(list: ListKey): Promise<void>
  /**
   * Called with a failure that `fetch` does not record: one that asks for a confirmation, which no person is there to
   * give.
   */
  failed(list: ListKey, problem: Problem, at: number): void
  /** Called when the list has changed. */
  notifyChange(view: IpListView): void
  log: Log
}

/** One timer for all lists, and one list at a time. */
export function startDailyRefresh({ clock, lists, view, fetch, ...deps }: DailyRefreshDeps): DailyRefresh {
  let looking = false
  let closed = false

  /** Runs in the background: the view shows a failure. */
  async function refresh({ list, clock: own }: RefreshedList): Promise<void> {
    const before = view(list).current
    try {
      await fetch(list)
      const after = view(list)
      const change = after.current?.id === before?.id ? undefined : after.current?.change
      // The same addresses in another spelling need no action.
      if (change && change.added + change.removed > 0) deps.notifyChange(after)
    } catch (error) {
      if (!(error instanceof ProblemError)) return deps.log.error('the daily refresh failed', { kind: list.kind })
      if (error.problem.code === 'confirm-classic') deps.failed(list, error.problem, own.now())
    }
  }

  async function lookNow(): Promise<void> {
    if (looking) return
    looking = true
    try {
      for (const refreshed of lists()) {
        if (!closed && refreshInMs(view(refreshed.list), refreshed.clock) === 0) await refresh(refreshed)
      }
    } finally {
      looking = false
    }
  }

  // An error ends neither the next check nor the console.
  const look = () => void lookNow().catch(() => {})
  const stop = clock.every(LOOK_MS, look)
  return {
    look,
    close() {
      closed = true
      stop()
    },
  }
}

/**
 * Ms until a list's daily refresh: a day after the last good fetch, an hour after a failed one, a day where a retry
 * gives the same answer.
 */
export function refreshInMs(
  { current, lastFailure }: Pick<IpListView, 'current' | 'lastFailure'>,
  clock: Clock,
): number {
  const pause = lastFailure?.problem.retry === 'never' ? DAY_MS : RETRY_MS
  return Math.max(left(current?.fetchedAt, DAY_MS, clock), left(lastFailure?.at, pause, clock))
}

/** A time in the future is ignored: the clock was set back. */
function left(since: number | undefined, wait: number, clock: Clock): number {
  const passed = since === undefined ? wait : clock.now() - since
  return passed < 0 ? 0 : Math.max(0, wait - passed)
}
