import type { IpListView } from '#contract/ip-list.ts'
import type { Problem } from '#contract/problem.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { deleteAccount, keyOf, type ListKey } from './list-key.ts'

/** The running fetches, and the last failures. In memory only. */
export interface FetchStatus {
  of(list: ListKey): Pick<IpListView, 'fetchingForMs' | 'lastFailure'>
  /** Returns the function that ends the fetch. Several may run at once. */
  began(list: ListKey): () => void
  succeeded(list: ListKey): void
  failed(list: ListKey, problem: Problem, at: number): void
  removeAccount(accountId: string): void
}

export function createFetchStatus(clock: Clock, changed: () => void): FetchStatus {
  const running = new Map<string, { since: number; fetches: number }>()
  const failures = new Map<string, { problem: Problem; at: number }>()

  return {
    of(list) {
      const fetching = running.get(keyOf(list))
      const failure = failures.get(keyOf(list))
      return {
        ...(fetching && { fetchingForMs: clock.monotonic() - fetching.since }),
        ...(failure && { lastFailure: failure }),
      }
    },
    began(list) {
      const fetching = running.get(keyOf(list)) ?? { since: clock.monotonic(), fetches: 0 }
      running.set(keyOf(list), fetching)
      fetching.fetches++
      changed()
      return () => {
        if (--fetching.fetches === 0) running.delete(keyOf(list))
        changed()
      }
    },
    succeeded: (list) => void failures.delete(keyOf(list)),
    failed(list, problem, at) {
      failures.set(keyOf(list), { problem, at })
      changed()
    },
    removeAccount: (accountId) => deleteAccount(failures, accountId),
  }
}
