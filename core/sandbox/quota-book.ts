import { beijingDay, beijingMonth } from './calendar.ts'
import type { QuotaState, SandboxState } from './state.ts'

/** Calls an account may make to an endpoint in a day of Beijing time. Invented, but for the token endpoints. */
const dailyLimits: Readonly<Record<string, number>> = {
  '/cgi-bin/token': 2_000,
  '/cgi-bin/stable_token': 500_000,
  '/cgi-bin/getcallbackip': 100_000,
  '/cgi-bin/get_api_domain_ip': 100_000,
  '/cgi-bin/callback/check': 100_000,
  '/cgi-bin/ticket/getticket': 1_000,
}
/** Clearings of everything, and of one endpoint, in a month. */
const monthlyClearings = { all: 10, one: 50 } as const

/** How often each account has called what, and how often it has had that forgotten. `now` in epoch ms of the virtual clock. */
export class QuotaBook {
  readonly #state: SandboxState
  readonly #changed: () => void

  constructor(state: SandboxState, changed: () => void) {
    this.#state = state
    this.#changed = changed
  }

  /** Counts a call; `false` when there is none left today. */
  use(appId: string, path: string, now: number): boolean {
    const limit = dailyLimits[path]
    if (limit === undefined) return true
    const { used } = this.#today(appId, now)
    const before = used[path] ?? 0
    if (before >= limit) return false
    // Kept with the next change of any kind: a state for every call would be one for every press.
    used[path] = before + 1
    return true
  }

  /** `undefined` for a path that has no quota. */
  of(appId: string, path: string, now: number): { limit: number; used: number } | undefined {
    const limit = dailyLimits[path]
    if (limit === undefined) return undefined
    return { limit, used: this.#today(appId, now).used[path] ?? 0 }
  }

  /** Forgets the calls of today, to `path` alone when there is one; `false` when no clearing is left this month. */
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
