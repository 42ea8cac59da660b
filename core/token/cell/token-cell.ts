import type { Problem } from '#contract/problem.ts'
import type { HowObtained, TokenStanding, TokenView } from '#contract/token.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { ObtainedToken } from '#core/token/sources/token-source.ts'
import { createSingleFlight } from './flight.ts'
import type { HeldToken } from './held-token.ts'
import { createHolding, type HoldingDeps } from './holding.ts'
import { isAlive, isFresh, markRefused, markVerified, standingOf } from './token-life.ts'

/** A request for a token; the cell decides when it is sent. */
export type FetchToken = (signal: AbortSignal) => Promise<ObtainedToken>

/** Events of a cell. */
export interface CellListener extends Pick<HoldingDeps, 'onRestored' | 'onDamaged'> {
  onObtained(held: HeldToken): void
  onFailed(problem: Problem): void
  onRefused(token: string, errcode: number): void
}

export interface TokenCellDeps extends Omit<HoldingDeps, keyof CellListener> {
  listener: CellListener
  changed(): void
}

/** The one held token of an (origin, AppID, source), and the one flight that may replace it. */
export interface TokenCell {
  held(): HeldToken | undefined
  /** The held token when it needs no renewal. */
  fresh(): string | undefined
  alive(): string | undefined
  /**
   * Joins the current flight, or starts one. A failure leaves the held token unchanged. A forced request and a person's
   * `own` one never join: they wait for the flight to end and start their own. A failure of an own one is not a failure
   * of fetching.
   */
  fetch(
    ask: FetchToken,
    signal?: AbortSignal,
    how?: Exclude<HowObtained, 'pasted'>,
    options?: { own: boolean },
  ): Promise<string>
  /** Holds a pasted token, unverified until {@link accept} or {@link refuse}. */
  paste(token: string, endsInSeconds?: number): void
  /** WeChat accepted `token`. */
  accept(token: string): void
  /** WeChat refused `token` with this errcode. Returns whether it was the held one. */
  refuse(token: string, errcode: number): boolean
  /** A call with the token failed without saying anything about the token. */
  fail(problem: Problem): void
  /** When the held token last worked; epoch ms, only of this run. */
  workedAt(): number | undefined
  /** The held token is unknown: the vault could not be read yet. */
  isUnread(): boolean
  /** The vault can be read again. */
  readAgain(): Promise<void>
  describe(): TokenStanding & Pick<TokenView, 'sameAsBefore' | 'fetchingForMs' | 'lastFailure'>
  /** Forgets the token, in the vault too. */
  forget(): Promise<void>
  /** Resolves when the vault has stored the held token. */
  flushed(): Promise<void>
}

/** Reads the vault first; an unreadable token counts as never fetched. */
export async function openTokenCell(deps: TokenCellDeps): Promise<TokenCell> {
  const { clock, redactor, listener, changed } = deps
  const holding = createHolding({ ...deps, ...listener })
  const flights = createSingleFlight<string>(clock.monotonic, changed)
  /** State of the held token and the last fetch in this run. */
  let known: { sameAsBefore?: true; workedAt?: number; failure?: { problem: Problem; at: number } } = {}
  await holding.restore()

  function fail(problem: Problem): void {
    if (problem.code === 'cancelled') return
    known.failure = { problem, at: clock.now() }
    listener.onFailed(problem)
    changed()
  }

  async function run(ask: FetchToken, how: HowObtained, signal: AbortSignal, own: boolean): Promise<string> {
    // Read before the request is sent, so the remaining time shown is never too long.
    const sent = { at: clock.now(), monotonic: clock.monotonic() }
    const obtained = await noting(own ? () => {} : fail, () => ask(signal))
    const { token } = obtained
    const before = holding.current()
    const next = heldFrom(obtained, how, before, sent)
    // Stored before anybody gets it: a console that is killed now starts with the token that it has handed to callers.
    redactor.learn(token)
    if (!(await holding.keep(next))) return token
    holding.hold(next)
    const { workedAt } = known
    known = before?.token === token ? { sameAsBefore: true, ...(workedAt !== undefined && { workedAt }) } : {}
    listener.onObtained(next)
    return token
  }

  const seen = (isGood: typeof isFresh) => {
    const held = holding.current()
    return held && isGood(held, clock) ? held.token : undefined
  }

  return {
    held: holding.current,
    fresh: () => seen(isFresh),
    alive: () => seen(isAlive),
    fetch(ask, signal, how = 'fetched', { own } = { own: false }) {
      return flights.fly((stop) => run(ask, how, stop, own), {
        alone: how === 'forced' || own,
        ...(signal && { signal }),
      })
    },
    paste(token, endsInSeconds) {
      const next = pastedToken(token, endsInSeconds, { at: clock.now(), monotonic: clock.monotonic() })
      known = {}
      holding.hold(next)
      listener.onObtained(next)
      changed()
    },
    accept(token) {
      const held = holding.current()
      if (held?.token !== token) return
      known.workedAt = clock.now()
      if (held.state !== 'unverified') return
      holding.hold(markVerified(held))
      changed()
    },
    refuse(token, errcode) {
      const held = holding.current()
      listener.onRefused(token, errcode)
      if (held?.token !== token) return false
      holding.hold(markRefused(held, errcode, clock))
      changed()
      return true
    },
    fail,
    workedAt: () => known.workedAt,
    isUnread: () => holding.unread() !== undefined,
    async readAgain() {
      if (holding.unread()) await holding.restore()
      changed()
    },
    describe() {
      const startedAt = flights.startedAt()
      const lastFailure = known.failure ?? holding.unread()
      return {
        ...standingOf(holding.current(), clock),
        ...(known.sameAsBefore && { sameAsBefore: true }),
        ...(startedAt !== undefined && { fetchingForMs: clock.monotonic() - startedAt }),
        ...(lastFailure && { lastFailure }),
      }
    },
    async forget() {
      known = {}
      await holding.forget()
      changed()
    },
    flushed: holding.flushed,
  }
}

async function noting<T>(fail: (problem: Problem) => void, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ProblemError) fail(error.problem)
    throw error
  }
}

interface Moment {
  at: number
  monotonic: number
}

/** The same token again keeps its source, its start time and the longer lifetime. */
function heldFrom(
  { token, expiresInSeconds }: ObtainedToken,
  how: HowObtained,
  before: HeldToken | undefined,
  sent: Moment,
): HeldToken {
  const lifeMs = expiresInSeconds * 1000
  const first = before?.token === token ? before : undefined
  return {
    token,
    state: 'valid',
    source: first?.source ?? how,
    obtainedAt: first?.obtainedAt ?? sent.at,
    life: { ...lifeFrom(lifeMs, sent), lifetimeMs: Math.max(first?.life?.lifetimeMs ?? 0, lifeMs) },
  }
}

function pastedToken(token: string, endsInSeconds: number | undefined, now: Moment): HeldToken {
  const life = endsInSeconds !== undefined && { life: lifeFrom(endsInSeconds * 1000, now) }
  return { token, state: 'unverified', reason: 'pasted', source: 'pasted', obtainedAt: now.at, ...life }
}

const lifeFrom = (lifeMs: number, from: Moment) => ({
  lifetimeMs: lifeMs,
  expiresAt: from.at + lifeMs,
  monotonicEnd: from.monotonic + lifeMs,
})
