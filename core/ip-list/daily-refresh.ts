import type { IpListView } from '#contract/ip-list.ts'
import type { Problem } from '#contract/problem.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { ListKey } from './list-key.ts'

/** WeChat's own advice for both lists. */
const DAY_MS = 24 * 3600_000
const RETRY_MS = 3600_000
/** Real time between two looks at what is due. */
const LOOK_MS = 60_000

/** A list that is to be refreshed once a day, and the clock that it lives on. */
export interface RefreshedList {
  list: ListKey
  clock: Clock
}

export interface DailyRefresh {
  /** Looks now: a list was switched on, or a clock has moved. */
  look(): void
  close(): void
}

export interface DailyRefreshDeps {
  clock: Clock
  lists(): RefreshedList[]
  view(list: ListKey): IpListView
  fetch(list: ListKey): Promise<void>
  /** Called with a failure that `fetch` does not note, since it is a question and nobody is there to answer it. */
  failed(list: ListKey, problem: Problem, at: number): void
  /** Called when another list has come. */
  notifyChange(view: IpListView): void
  log: Log
}

/** One timer for all lists, and one list at a time. */
export function startDailyRefresh({ clock, lists, view, fetch, ...deps }: DailyRefreshDeps): DailyRefresh {
  let looking = false
  let closed = false

  /** Nobody waits for it: what went wrong is in the view. */
  async function refresh({ list, clock: own }: RefreshedList): Promise<void> {
    const before = view(list).current
    try {
      await fetch(list)
      const after = view(list)
      const change = after.current?.id === before?.id ? undefined : after.current?.change
      // The same addresses, written otherwise, leave nothing to do.
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

  // An error ends neither the next look nor the console.
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
 * Ms until a list's daily refresh is due: a day after the last good fetch, an hour after one that failed, a day where
 * trying again would give the same answer.
 */
export function refreshInMs(
  { current, lastFailure }: Pick<IpListView, 'current' | 'lastFailure'>,
  clock: Clock,
): number {
  const pause = lastFailure?.problem.retry === 'never' ? DAY_MS : RETRY_MS
  return Math.max(left(current?.fetchedAt, DAY_MS, clock), left(lastFailure?.at, pause, clock))
}

/** A moment that has not come yet says nothing: the clock was set back. */
function left(since: number | undefined, wait: number, clock: Clock): number {
  const passed = since === undefined ? wait : clock.now() - since
  return passed < 0 ? 0 : Math.max(0, wait - passed)
}
