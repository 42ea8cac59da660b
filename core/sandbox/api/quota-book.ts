import { beijingDay, beijingMonth } from '#core/sandbox/state/calendar.ts'
import type { QuotaState, SandboxState } from '#core/sandbox/state/state.ts'

/** Daily calls of an account to an endpoint, by Beijing time. Invented, but for the token endpoints. */
const dailyLimits: Readonly<Record<string, number>> = {
  '/cgi-bin/token': 2_000,
  '/cgi-bin/stable_token': 500_000,
  '/cgi-bin/getcallbackip': 100_000,
  '/cgi-bin/get_api_domain_ip': 100_000,
  '/cgi-bin/callback/check': 100_000,
  '/cgi-bin/ticket/getticket': 1_000,
}
/** Monthly quota resets, of all endpoints and of one. */
const monthlyClearings = { all: 10, one: 50 } as const

/** The calls of each account by endpoint, and its quota resets. `now` in epoch ms of the virtual clock. */
export class QuotaBook {
  readonly #state: SandboxState
  readonly #changed: () => void

  constructor(state: SandboxState, changed: () => void) {
    this.#state = state
    this.#changed = changed
  }

  /** Counts a call; `false` when the day's quota is used up. */
  use(appId: string, path: string, now: number): boolean {
    const limit = dailyLimits[path]
    if (limit === undefined) return true
    const { used } = this.#today(appId, now)
    const before = used[path] ?? 0
    if (before >= limit) return false
    // Stored with the next other change: storing every call would write the state for each.
    used[path] = before + 1
    return true
  }

  /** `undefined` for a path that has no quota. */
  of(appId: string, path: string, now: number): { limit: number; used: number } | undefined {
    const limit = dailyLimits[path]
    if (limit === undefined) return undefined
    return { limit, used: this.#today(appId, now).used[path] ?? 0 }
  }

  /** Resets the day's calls, of `path` alone when given; `false` when the month's resets are used up. */
  clear(appId: string, path: string | undefined, now: number): boolean {
    const quota = this.#today(appId, now)
    const kind = path === undefined ? 'all' : 'one'
    if (quota.cleared[kind] >= monthlyClearings[kind]) return false
    quota.cleared[kind]++
    if (path === undefined) quota.used = {}
    else delete quota.used[path]
    this.#changed()
    return true
  }

  /** The account's counters, those of an earlier day or month set to zero. */
  #today(appId: string, now: number): QuotaState {
    this.#state.accounts[appId] ??= { classic: [], stable: [] }
    const account = this.#state.accounts[appId]
    const day = beijingDay(now)
    const month = beijingMonth(now)
    const known = account.quota
    account.quota = {
      day,
      used: known?.day === day ? known.used : {},
      month,
      cleared: known?.month === month ? known.cleared : { all: 0, one: 0 },
    }
    return account.quota
  }
}
