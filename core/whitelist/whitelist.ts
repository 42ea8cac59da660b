import { isNotWhitelistedCode } from '#contract/pure/explain/errcode-key.ts'
import type { Initiator } from '#contract/pure/request/initiator.ts'
import type { SeenIp, WhitelistView } from '#contract/whitelist.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { SavingPart } from '#core/kernel/saving/saving-part.ts'
import type { Account } from '#core/model/account.ts'
import type { EndedExchange } from '#core/model/domain-events.ts'
import { egressOf } from './egress.ts'
import { isSameRoute, type WhitelistStore } from './whitelist-store.ts'

/**
 * Ms until a change of the whitelist takes effect: several minutes (official page "ip_whitelist"); reports say about
 * five.
 */
const ACTS_AFTER_MS = 5 * 60_000
/** Largest difference in ms between wall and monotonic clock at which the wall clock decides. */
const CLOCK_TOLERANCE_MS = 1_000
/** Most IPs per account; the ones seen last stay. */
const MAX_SEEN_IPS = 50

/** An account's IP whitelist, as far as WeChat's refusals show it. Sends no requests. */
export interface Whitelists {
  /** Reads every ended exchange. */
  onExchangeEnded(exchange: EndedExchange): void
  /** The person has changed the whitelist just now. */
  saved(account: Account): WhitelistView
  view(account: Account): WhitelistView
  removeAccount(accountId: string): void
}

export interface WhitelistsDeps {
  store: WhitelistStore
  saving: SavingPart
  /** `undefined` for one that is gone. */
  account(id: string): Account | undefined
  clockFor(account: Account): Clock
  changed(): void
}

interface Known {
  /** Last seen first. */
  seen: SeenIp[]
  refusal?: WhitelistView['refusal']
  /** By both clocks: a wall clock that was wrong may be corrected later. */
  saved?: { at: number; monotonicEnd: number }
}

export async function openWhitelists(deps: WhitelistsDeps): Promise<Whitelists> {
  const { store, saving, clockFor, changed } = deps
  const accounts = new Map<string, Known>()
  for (const { accountId, seen } of await store.list()) of(accountId).seen.push(seen)
  for (const [accountId, known] of accounts) {
    const account = deps.account(accountId)
    const now = account ? clockFor(account).now() : Number.POSITIVE_INFINITY
    // An IP from the future was seen while the clock was wrong: its time is unknown, so it sorts last.
    const lastAt = (one: SeenIp) => (one.lastAt > now ? 0 : one.lastAt)
    known.seen.sort((a, b) => lastAt(b) - lastAt(a))
  }

  function of(accountId: string): Known {
    const known = accounts.get(accountId) ?? { seen: [] }
    accounts.set(accountId, known)
    return known
  }

  function write(accountId: string, run: () => Promise<void>): void {
    saving.write({ key: accountId, run, again: () => store.replace(accountId, accounts.get(accountId)?.seen ?? []) })
  }

  function see(account: Account, ip: string, { origin, connection }: EndedExchange, now: number): void {
    const known = of(account.id)
    const proxy = connection?.via
    const place = account.origin.kind === 'sandbox' ? 'sandbox' : origin
    const fresh = { ip, firstAt: now, lastAt: now, times: 1, origin: place, ...(proxy && { proxy }) }
    const before = known.seen.find((one) => isSameRoute(one, fresh))
    const row = before ? { ...before, lastAt: now, times: before.times + 1 } : fresh
    known.seen = [row, ...known.seen.filter((one) => one !== before)].slice(0, MAX_SEEN_IPS)
    write(account.id, async () => {
      await store.put(account.id, row)
      if (!before) await store.prune(account.id, MAX_SEEN_IPS)
    })
  }

  saving.onRewrite(() => {
    for (const [accountId, { seen }] of accounts) write(accountId, () => store.replace(accountId, seen))
  })

  /** Ends refusal and wait when a call succeeds: the change has taken effect. */
  function answered(accountId: string): void {
    const known = accounts.get(accountId)
    if (!known?.refusal && known?.saved === undefined) return
    delete known.refusal
    delete known.saved
    changed()
  }

  function view(account: Account): WhitelistView {
    const { seen, refusal, saved } = accounts.get(account.id) ?? { seen: [] }
    const clock = clockFor(account)
    const now = clock.now()
    return {
      accountId: account.id,
      now,
      seen,
      egress: egressOf(seen),
      ...(refusal && { refusal }),
      ...(saved && { saved: waitFrom(saved, clock) }),
    }
  }

  return {
    onExchangeEnded(exchange) {
      const { accountId, outcome, problem, initiator } = exchange
      if (outcome.kind === 'ok') return isConnectionTest(initiator) ? undefined : answered(accountId)
      const account = deps.account(accountId)
      if (!account || problem?.code !== 'wechat' || !isNotWhitelistedCode(problem.errcode)) return
      const clock = clockFor(account)
      const now = clock.now()
      const known = of(accountId)
      const afterWait = known.saved !== undefined && waitFrom(known.saved, clock).remainingMs === 0
      known.refusal = { problem, at: now, afterWait }
      // The saved change did not help; the next one starts a new wait.
      if (afterWait) delete known.saved
      if (problem.seenIp !== undefined) see(account, problem.seenIp, exchange, now)
      changed()
    },
    saved(account) {
      const clock = clockFor(account)
      of(account.id).saved = { at: clock.now(), monotonicEnd: clock.monotonic() + ACTS_AFTER_MS + CLOCK_TOLERANCE_MS }
      changed()
      return view(account)
    },
    view,
    removeAccount(accountId) {
      accounts.delete(accountId)
      write(accountId, () => store.removeAccount(accountId))
      changed()
    },
  }
}

/** The request uses nothing that the whitelist protects. */
const isConnectionTest = (initiator: Initiator | undefined) =>
  initiator?.by === 'user' && initiator.action === 'connection-test'

/**
 * By the clock that has advanced more: the monotonic one may have stood still in a sleep, the wall clock may have been
 * set back.
 */
function waitFrom({ at, monotonicEnd }: { at: number; monotonicEnd: number }, clock: Clock) {
  const againAt = at + ACTS_AFTER_MS
  const left = Math.min(againAt - clock.now(), monotonicEnd - clock.monotonic())
  return { at, againAt, remainingMs: Math.min(ACTS_AFTER_MS, Math.max(0, left)) }
}
