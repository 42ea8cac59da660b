import type { TokenFamily } from '#contract/accounts.ts'
import type { Problem } from '#contract/problem.ts'
import type { TokenSource, TokenView } from '#contract/token.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { vaultUnreadable } from '#core/kernel/vault/vault-read.ts'
import { type Flight, startFlight } from './flight.ts'
import { deserialise, type HeldToken, serialise } from './held-token.ts'
import {
  CLOCK_TOLERANCE_MS,
  describeHeld,
  doubt,
  type HeldView,
  isAlive,
  isFresh,
  observe,
  obtainedAt,
  remainingMs,
} from './token-life.ts'

/** Asks WeChat for a token; the cell decides when. */
export type FetchToken = (
  signal: AbortSignal,
) => Promise<{ token: string; expiresInSeconds: number; exchangeId?: number }>

/** What happens to a cell's token, as the timeline is told. */
export interface CellListener {
  obtained(held: HeldToken): void
  /** The vault had this one at the start. Answers whether it is the newest that is known of. */
  restored(held: HeldToken): boolean
  /** What the vault had at the start cannot be read. */
  damaged(): void
  failed(problem: Problem): void
  refused(token: string, errcode: number): void
}

export interface TokenCellDeps {
  family: TokenFamily
  /** Where the vault keeps this token. */
  vaultKey: string
  clock: Clock
  /** The wall clock is earlier than when the console last ran: what the vault says of ends cannot be trusted. */
  clockIsBehind: boolean
  vault: SecretVault
  redactor: Redactor
  log: Log
  told: CellListener
  changed(): void
}

/** The one held token of an (origin, AppID, family), and the one flight that may replace it. */
export interface TokenCell {
  held(): HeldToken | undefined
  /** The held token when it needs no renewal. */
  fresh(): string | undefined
  alive(): string | undefined
  /**
   * Joins the flight there is, or starts one. A failure leaves the held token as it was. A forced one and one of a
   * person's `own` making never join: they wait for the flight to land and start their own. How an own one fails says
   * nothing of fetching.
   */
  fetch(
    source: FetchToken,
    signal?: AbortSignal,
    as?: Exclude<TokenSource, 'pasted'>,
    options?: { own: boolean },
  ): Promise<string>
  /** Holds a token from elsewhere, unverified until {@link accept} or {@link refuse} says more of it. */
  paste(token: string, endsInSeconds?: number): void
  /** WeChat took `token`. */
  accept(token: string): void
  /** WeChat refused `token` with this errcode. Answers whether it was the held one. */
  refuse(token: string, errcode: number): boolean
  /** A call with the token failed without a word about it. */
  fail(problem: Problem): void
  /** When the held token last worked; epoch ms, only of this run. */
  workedAt(): number | undefined
  /** Nobody knows what is held: the vault could not be read yet. */
  isUnread(): boolean
  /** The vault can be read again. */
  readAgain(): Promise<void>
  describe(): HeldView & Pick<TokenView, 'sameAsBefore' | 'fetchingForMs' | 'lastFailure'>
  /** Forgets the token, in the vault too. */
  forget(): Promise<void>
  /** Resolves when the vault has what is held. */
  flushed(): Promise<void>
}

/** Reads what the vault has first; a token that cannot be read is as one never fetched. */
export async function openTokenCell(deps: TokenCellDeps): Promise<TokenCell> {
  const { family, clock, vault, vaultKey, told, changed } = deps
  let held: HeldToken | undefined
  let flight: (Flight<string> & { since: number }) | undefined
  let lastFailure: { problem: Problem; at: number } | undefined
  let lastWorked: number | undefined
  let sameAsBefore = false
  let writing: Promise<void> = Promise.resolve()
  let kept: string | undefined
  /** Why nobody knows yet what the vault holds. */
  let unread: { problem: Problem; at: number } | undefined
  let isForgotten = false
  await restore()

  async function restore(): Promise<void> {
    const read = await vault.get(vaultKey)
    // Whatever came meanwhile is newer than what is kept.
    if (held) return
    unread = read.kind === 'unreadable' ? { problem: vaultUnreadable(read.reason).problem, at: clock.now() } : undefined
    const found = read.kind === 'found' ? deserialise(read.value) : undefined
    const isDamaged = read.kind === 'cannot-decrypt' || (read.kind === 'found' && read.value !== '' && !found)
    if (isDamaged) told.damaged()
    if (found) take(found)
  }

  /** A token that was kept when the console last ran. */
  function take(found: HeldToken): void {
    deps.redactor.hold(vaultKey, found.token)
    kept = serialise(found)
    const isNewest = told.restored(found)
    const isBehind = deps.clockIsBehind || clock.now() < obtainedAt(found, clock.now()) - CLOCK_TOLERANCE_MS
    if (found.ended || found.superseded) held = found
    else if (!isNewest) hold(doubt(found, 'newer-obtained'))
    else if (isBehind) hold(doubt(found, 'clock-behind'))
    else held = found
  }

  function hold(next: HeldToken): void {
    held = next
    deps.redactor.hold(vaultKey, next.token)
    void keep(next)
  }

  /** Resolves when the vault has the token, or could not take it. */
  function keep(next: HeldToken): Promise<void> {
    const text = serialise(next)
    if (text === kept || isForgotten) return writing
    kept = text
    return write(() => vault.set(vaultKey, text))
  }

  function write(run: () => Promise<void>): Promise<void> {
    writing = writing.then(run).catch(() => deps.log.error('the vault did not take a token'))
    return writing
  }

  /** Looking at a token is what ends it. */
  function current(): HeldToken | undefined {
    if (!held) return undefined
    const seen = observe(held, family, clock)
    const isNews = seen.ended !== held.ended || seen.unverified !== held.unverified || seen.expiresAt !== held.expiresAt
    if (isNews) hold(seen)
    else held = seen
    return held
  }

  async function run(source: FetchToken, as: TokenSource, own: boolean, signal: AbortSignal): Promise<string> {
    // Read before the request leaves: the life shown is never longer than the life there is.
    const sentAt = clock.now()
    const sentMonotonic = clock.monotonic()
    try {
      const { token, expiresInSeconds } = await source(signal)
      const lifeMs = expiresInSeconds * 1000
      const before = held
      sameAsBefore = before?.token === token
      if (!sameAsBefore) lastWorked = undefined
      const first = before?.token === token ? before : { obtainedAt: sentAt, lifetimeMs: lifeMs, source: as }
      const next: HeldToken = {
        token,
        source: first.source,
        obtainedAt: first.obtainedAt,
        lifetimeMs: Math.max(first.lifetimeMs, lifeMs),
        expiresAt: sentAt + lifeMs,
        monotonicEnd: sentMonotonic + lifeMs,
      }
      // In the vault before anybody has it: a console that is killed now starts with the token that it has given out.
      deps.redactor.learn(token)
      await keep(next)
      if (isForgotten) return token
      hold(next)
      unread = undefined
      told.obtained(next)
      lastFailure = undefined
      return token
    } catch (error) {
      if (error instanceof ProblemError && !own) fail(error.problem)
      throw error
    }
  }

  function fail(problem: Problem): void {
    if (problem.code === 'cancelled') return
    lastFailure = { problem, at: clock.now() }
    told.failed(problem)
    changed()
  }

  function start(source: FetchToken, as: TokenSource, own: boolean): Flight<string> {
    const mine = { ...startFlight((signal) => run(source, as, own, signal)), since: clock.monotonic() }
    flight = mine
    // Before any caller joins, so that none of them sees a flight that has landed.
    void mine.ended.then(() => {
      if (flight === mine) flight = undefined
      changed()
    })
    changed()
    return mine
  }

  return {
    held: current,
    fresh() {
      const seen = current()
      return seen && isFresh(seen, clock) ? seen.token : undefined
    },
    alive() {
      const seen = current()
      return seen && isAlive(seen, clock) ? seen.token : undefined
    },
    async fetch(source, signal, as = 'fetched', { own } = { own: false }) {
      while ((as === 'forced' || own) && flight) await flight.ended
      const joined = flight && !flight.abandoned() ? flight : start(source, as, own)
      return joined.join(signal)
    },
    paste(token, endsInSeconds) {
      const lifeMs = (endsInSeconds ?? 0) * 1000
      const next: HeldToken = {
        token,
        source: 'pasted',
        obtainedAt: clock.now(),
        lifetimeMs: lifeMs,
        unverified: 'pasted',
        ...(lifeMs > 0 && { expiresAt: clock.now() + lifeMs, monotonicEnd: clock.monotonic() + lifeMs }),
      }
      lastFailure = undefined
      lastWorked = undefined
      unread = undefined
      hold(next)
      told.obtained(next)
      changed()
    },
    accept(token) {
      if (held?.token !== token) return
      lastWorked = clock.now()
      if (!held.unverified) return
      const { unverified: _, ...verified } = held
      hold(verified)
      changed()
    },
    refuse(token, errcode) {
      const seen = current()
      told.refused(token, errcode)
      if (seen?.token !== token) return false
      const { unverified: _, ...known } = seen
      const now = clock.now()
      if (errcode === 42001) hold({ ...known, ended: true, expiresAt: Math.min(seen.expiresAt ?? now, now) })
      else if (!seen.superseded && !seen.ended) {
        hold({ ...known, superseded: { at: now, remainingMs: remainingMs(seen, clock) } })
      }
      changed()
      return true
    },
    fail,
    workedAt: () => lastWorked,
    isUnread: () => unread !== undefined,
    async readAgain() {
      if (unread) await restore()
      changed()
    },
    describe: () => ({
      ...describeHeld(current(), family, clock),
      sameAsBefore,
      ...(flight && { fetchingForMs: clock.monotonic() - flight.since }),
      ...(unread && { lastFailure: unread }),
      ...(lastFailure && { lastFailure }),
    }),
    async forget() {
      // What a request that is still under way brings is not kept any more.
      isForgotten = true
      held = undefined
      lastFailure = undefined
      unread = undefined
      deps.redactor.release(vaultKey)
      // Blank, where it cannot be deleted now: that is written as soon as anything can be.
      await write(() => vault.delete(vaultKey).catch(() => vault.set(vaultKey, '')))
      changed()
    },
    flushed: () => writing,
  }
}
