import { z } from 'zod'
import type { IpListKind, IpListView } from '../../contract/ip-list.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Clock } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'
import type { State, StateSpec } from '../state/versioned-state.ts'
import { parseIpList } from './parse.ts'

/** The last good list of each account, as received. */
const ipListSchema = z.object({
  lists: z.record(
    z.string(),
    z.object({ received: z.array(z.string()), fetchedAt: z.number(), exchangeId: z.number() }),
  ),
})

export const ipListSpec: StateSpec<z.infer<typeof ipListSchema>> = {
  name: 'ip-list',
  version: 1,
  schema: ipListSchema,
  initial: { lists: {} },
}

export interface IpLists {
  /** Runs `load` and keeps what it brings; a failure leaves the former list. */
  fetch(
    accountId: string,
    clock: Clock,
    load: () => Promise<{ ipList: string[]; exchangeId: number }>,
  ): Promise<IpListView>
  view(accountId: string): IpListView
  remove(accountId: string): void
}

export interface IpListsDeps {
  state: State<z.infer<typeof ipListSchema>>
  /** For how long a fetch has been running. */
  clock: Clock
  changed(): void
}

const KIND: IpListKind = 'callback'

export function createIpLists({ state, clock, changed }: IpListsDeps): IpLists {
  const parsed = new Map<string, Pick<IpListView, 'entries' | 'addresses'>>()
  const running = new Map<string, { since: number; calls: number }>()
  const failures = new Map<string, { problem: Problem; at: number }>()

  function view(accountId: string): IpListView {
    const list = state.get().lists[accountId]
    const flight = running.get(accountId)
    const failure = failures.get(accountId)
    const read = parsed.get(accountId) ?? parseIpList(list?.received ?? [])
    parsed.set(accountId, read)
    return {
      accountId,
      kind: KIND,
      ...read,
      received: list?.received.length ?? 0,
      ...(list && { fetchedAt: list.fetchedAt, exchangeId: list.exchangeId }),
      ...(flight && { fetchingForMs: clock.monotonic() - flight.since }),
      ...(failure && { lastFailure: failure }),
    }
  }

  function keep(accountId: string, list: { received: string[]; fetchedAt: number; exchangeId: number } | undefined) {
    const { [accountId]: _, ...others } = state.get().lists
    state.set({ lists: list ? { ...others, [accountId]: list } : others })
    parsed.delete(accountId)
    failures.delete(accountId)
  }

  function began(accountId: string): void {
    const flight = running.get(accountId)
    running.set(accountId, { since: flight?.since ?? clock.monotonic(), calls: (flight?.calls ?? 0) + 1 })
    changed()
  }

  function ended(accountId: string): void {
    const flight = running.get(accountId)
    if (flight && flight.calls > 1) running.set(accountId, { ...flight, calls: flight.calls - 1 })
    else running.delete(accountId)
    changed()
  }

  return {
    view,
    async fetch(accountId, accountClock, load) {
      began(accountId)
      try {
        const { ipList, exchangeId } = await load()
        keep(accountId, { received: ipList, fetchedAt: accountClock.now(), exchangeId })
      } catch (error) {
        if (error instanceof ProblemError && isTold(error.problem)) {
          failures.set(accountId, { problem: error.problem, at: accountClock.now() })
        }
        throw error
      } finally {
        ended(accountId)
      }
      return view(accountId)
    },
    remove(accountId) {
      keep(accountId, undefined)
      changed()
    },
  }
}

/** A question or a cancelled call is not a failure of the list. */
function isTold({ code }: Problem): boolean {
  return code !== 'cancelled' && code !== 'confirm-classic'
}
