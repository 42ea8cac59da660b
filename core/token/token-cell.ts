import type { TokenFamily } from '../../contract/accounts.ts'
import type { Problem } from '../../contract/problem.ts'
import type { TokenView } from '../../contract/token.ts'
import type { Clock, Log, SecretVault } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'
import type { Redactor } from '../redaction/redactor.ts'
import { type Flight, startFlight } from './flight.ts'
import { describeHeld, deserialise, type HeldToken, isAlive, isFresh, remainingMs, serialise } from './held-token.ts'

/** Asks WeChat for a token; the cell decides when. */
export type FetchToken = (signal: AbortSignal) => Promise<{ token: string; expiresInSeconds: number }>

export interface TokenCellDeps {
  family: TokenFamily
  /** Where the vault keeps this token. */
  vaultKey: string
  clock: Clock
  vault: SecretVault
  redactor: Redactor
  log: Log
  changed(): void
}

/** The one held token of an (origin, AppID, family), and the one flight that may replace it. */
export interface TokenCell {
  held(): HeldToken | undefined
  /** The held token when it needs no renewal. */
  fresh(): string | undefined
  alive(): string | undefined
  /** Joins the flight there is, or starts one. A failure leaves the held token as it was. */
  fetch(source: FetchToken, signal?: AbortSignal): Promise<string>
  /** WeChat refused `token` with this errcode. Answers whether it was the held one. */
  refuse(token: string, errcode: number): boolean
  describe(): Omit<TokenView, 'accountId'>
  /** Forgets the token, in the vault too. */
  forget(): Promise<void>
  /** Resolves when the vault has what is held. */
  flushed(): Promise<void>
}

/** Reads what the vault has first; a token that cannot be read is as one never fetched. */
export async function openTokenCell(deps: TokenCellDeps): Promise<TokenCell> {
  const { clock, vault, vaultKey, changed } = deps
  let held = await restore()
  let flight: (Flight<string> & { since: number }) | undefined
  let lastFailure: { problem: Problem; at: number } | undefined
  let sameAsBefore = false
  let writing: Promise<void> = Promise.resolve()

  async function restore(): Promise<HeldToken | undefined> {
    const read = await vault.get(vaultKey)
    const found = read.kind === 'found' ? deserialise(read.value) : undefined
    if (found) deps.redactor.know(found.token)
    return found
  }

  function hold(next: HeldToken): void {
    held = next
    deps.redactor.know(next.token)
    write(() => vault.set(vaultKey, serialise(next)))
  }

  function write(run: () => Promise<void>): void {
    writing = writing.then(run).catch(() => deps.log.error('the vault did not take a token'))
  }

  async function run(source: FetchToken, signal: AbortSignal): Promise<string> {
    // Read before the request leaves: the life shown is never longer than the life there is.
    const sentAt = clock.now()
    const sentMonotonic = clock.monotonic()
    try {
      const { token, expiresInSeconds } = await source(signal)
      const lifeMs = expiresInSeconds * 1000
      sameAsBefore = held?.token === token
      const first = sameAsBefore && held ? held : { obtainedAt: sentAt, lifetimeMs: lifeMs }
      hold({
        token,
        obtainedAt: first.obtainedAt,
        lifetimeMs: Math.max(first.lifetimeMs, lifeMs),
        expiresAt: sentAt + lifeMs,
        monotonicEnd: sentMonotonic + lifeMs,
      })
      lastFailure = undefined
      return token
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code !== 'cancelled') {
        lastFailure = { problem: error.problem, at: clock.now() }
      }
      throw error
    }
  }

  function start(source: FetchToken): Flight<string> {
    const mine = { ...startFlight((signal) => run(source, signal)), since: clock.monotonic() }
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
    held: () => held,
    fresh: () => (held && isFresh(held, clock) ? held.token : undefined),
    alive: () => (held && isAlive(held, clock) ? held.token : undefined),
    fetch(source, signal) {
      const current = flight && !flight.abandoned() ? flight : start(source)
      return current.join(signal)
    },
    refuse(token, errcode) {
      if (held?.token !== token) return false
      if (errcode === 42001) hold({ ...held, expiresAt: Math.min(held.expiresAt, clock.now()) })
      else if (!held.superseded) {
        hold({ ...held, superseded: { at: clock.now(), remainingMs: remainingMs(held, clock) } })
      }
      changed()
      return true
    },
    describe: () => ({
      ...describeHeld(held, deps.family, clock),
      sameAsBefore,
      ...(flight && { fetchingForMs: clock.monotonic() - flight.since }),
      ...(lastFailure && { lastFailure }),
    }),
    async forget() {
      held = undefined
      lastFailure = undefined
      write(() => vault.delete(vaultKey))
      await writing
      changed()
    },
    flushed: () => writing,
  }
}
