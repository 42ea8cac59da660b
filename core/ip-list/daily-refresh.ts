import type { IpListView } from '#contract/ip-list.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { ListKey } from './ip-lists.ts'

/** WeChat's own advice for both lists. */
const DAY_MS = 24 * 3600_000
const RETRY_MS = 3600_000
/** Of real time, between two looks at what is due. */
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
  view(list: ListKey): Pick<IpListView, 'current' | 'lastFailure'>
  /** Fetches; a failure shows in the view. */
  refresh(list: ListKey): Promise<void>
}

/** One timer for all lists, and one list at a time. */
export function startDailyRefresh({ clock, lists, view, refresh }: DailyRefreshDeps): DailyRefresh {
  let looking = false
  let closed = false

  async function lookNow(): Promise<void> {
    if (looking) return
    looking = true
    try {
      for (const { list, clock: own } of lists()) {
        if (!closed && refreshInMs(view(list), own) === 0) await refresh(list)
      }
    } finally {
      looking = false
    }
  }

  // What one look met ends neither the next nor the console.
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
