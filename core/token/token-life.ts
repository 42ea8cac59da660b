import type { TokenFamily } from '#contract/accounts.ts'
import type { TokenState, TokenView, UnverifiedReason } from '#contract/token.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import type { HeldToken } from './held-token.ts'

/** The last five minutes: a stable renewal overlaps them, old and new both work. */
export const EXPIRING_MS = 5 * 60_000
/** How far clocks may be apart without that meaning anything. */
export const CLOCK_TOLERANCE_MS = 1_000
/** How far the two clocks are read apart when nothing has happened to either. */
const CLOCK_NOISE_MS = 100

/** Ms of life left, never below 0: the smaller of what the wall clock and the monotonic clock say. 0 when nobody knows. */
export function remainingMs(held: HeldToken, clock: Clock): number {
  if (held.ended || held.expiresAt === undefined) return 0
  const byWall = held.expiresAt - clock.now()
  return Math.max(0, Math.min(byWall, monotonicLeft(held, clock), held.lifetimeMs))
}

function monotonicLeft({ monotonicEnd }: HeldToken, clock: Clock): number {
  return (monotonicEnd ?? Number.POSITIVE_INFINITY) - clock.monotonic()
}

/**
 * The token as it is from now on. What is left of its life never grows again, whichever clock is set back, and an end
 * that was reached stays one. Only a classic token whose end the two clocks do not agree on becomes unverified instead:
 * to fetch another for nothing would retire it.
 */
export function observe(held: HeldToken, family: TokenFamily, clock: Clock): HeldToken {
  const { expiresAt } = held
  if (held.ended || held.superseded || expiresAt === undefined) return held
  const left = remainingMs(held, clock)
  if (left === 0) {
    const clocksDisagree = held.monotonicEnd !== undefined && monotonicLeft(held, clock) > CLOCK_TOLERANCE_MS
    return family === 'classic' && clocksDisagree ? doubt(held, 'clock-changed') : { ...held, ended: true }
  }
  const wallEnd = clock.now() + left
  return {
    ...held,
    monotonicEnd: clock.monotonic() + left,
    // Set back, the wall clock would hide a sleep that follows, and it is all that is left after a restart.
    expiresAt: expiresAt - wallEnd > CLOCK_NOISE_MS ? wallEnd : expiresAt,
  }
}

/** The token with an end that nobody knows any more. */
export function doubt(held: HeldToken, unverified: UnverifiedReason): HeldToken {
  const { expiresAt: _, monotonicEnd: __, ...rest } = held
  return { ...rest, lifetimeMs: 0, unverified }
}

/**
 * When it was obtained, epoch ms. A time that has not come yet was taken while the clock was ahead; the end, which is
 * corrected by {@link observe}, tells the right one.
 */
export function obtainedAt(held: HeldToken, now: number): number {
  const { expiresAt, lifetimeMs } = held
  return held.obtainedAt <= now || expiresAt === undefined ? held.obtainedAt : expiresAt - lifetimeMs
}

/** Good for a call without asking WeChat again: until {@link renewalMarginMs} before its end. */
export function isFresh(held: HeldToken, clock: Clock): boolean {
  if (held.superseded || held.unverified || held.ended) return false
  return held.expiresAt === undefined || remainingMs(held, clock) > renewalMarginMs(held.lifetimeMs)
}

/** How long before its end a token is due for renewal: 5 min, or a tenth of a short life. */
export function renewalMarginMs(lifetimeMs: number): number {
  return Math.min(EXPIRING_MS, lifetimeMs / 10)
}

/** May well be good for a call, if perhaps not for long. */
export function isAlive(held: HeldToken, clock: Clock): boolean {
  if (held.superseded || held.ended) return false
  return held.expiresAt === undefined || remainingMs(held, clock) > 0
}

function stateOf(held: HeldToken, clock: Clock): TokenState {
  if (held.superseded) return 'superseded'
  if (!isAlive(held, clock)) return 'expired'
  if (held.unverified) return 'unverified'
  return held.expiresAt === undefined || remainingMs(held, clock) > EXPIRING_MS ? 'live' : 'expiring'
}

/** First 6 and last 4 characters; nothing of a token too short to hide anything. */
export function maskToken(token: string): string {
  return token.length < 20 ? '…' : `${token.slice(0, 6)}…${token.slice(-4)}`
}

/** The part of a {@link TokenView} that follows from the held token alone. */
export type HeldView = Omit<TokenView, 'accountId' | 'sameAsBefore' | 'renewal' | 'force' | 'clockSkewMs'>

export function describeHeld(held: HeldToken | undefined, family: TokenFamily, clock: Clock): HeldView {
  if (!held) return { state: 'none', family, endKnown: true, remainingMs: 0, lifetimeMs: 0 }
  const { expiresAt } = held
  return {
    state: stateOf(held, clock),
    family,
    masked: maskToken(held.token),
    hash: fingerprintOf(held.token),
    source: held.source,
    ...(held.unverified && { unverified: held.unverified }),
    endKnown: expiresAt !== undefined,
    remainingMs: remainingMs(held, clock),
    lifetimeMs: held.lifetimeMs,
    obtainedAt: obtainedAt(held, clock.now()),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(held.superseded && {
      supersededAt: Math.min(held.superseded.at, clock.now()),
      supersededRemainingMs: held.superseded.remainingMs,
    }),
  }
}
