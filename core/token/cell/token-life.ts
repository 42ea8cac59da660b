import type { TokenStanding, UnverifiedReason } from '#contract/token.ts'
import { CLOCK_TOLERANCE_MS, type Clock } from '#core/kernel/clock/clock.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import type { HeldLife, HeldToken } from './held-token.ts'

/** The last five minutes, in ms: a stable renewal overlaps them, and both tokens work. */
export const EXPIRING_MS = 5 * 60_000
/** Tolerance in ms between the readings of the two clocks. */
const CLOCK_NOISE_MS = 100

/** Remaining ms, never below 0: the smaller of the values of wall clock and monotonic clock. 0 when unknown. */
export function remainingMs({ state, life }: HeldToken, clock: Clock): number {
  return state === 'ended' || !life ? 0 : leftOf(life, clock)
}

function leftOf(life: HeldLife, clock: Clock): number {
  return Math.max(0, Math.min(life.expiresAt - clock.now(), monotonicLeft(life, clock), life.lifetimeMs))
}

function monotonicLeft({ monotonicEnd }: HeldLife, clock: Clock): number {
  return (monotonicEnd ?? Number.POSITIVE_INFINITY) - clock.monotonic()
}

/**
 * The token at the current time. Its remaining time never grows, whichever clock is set back, and an expired token
 * stays expired. Only where the clocks disagree about the end, and a needless fetch would harm production, it becomes
 * unverified instead.
 */
export function refreshState(held: HeldToken, harmsProduction: boolean, clock: Clock): HeldToken {
  const { life } = held
  if (held.state === 'ended' || held.state === 'superseded' || !life) return held
  const left = leftOf(life, clock)
  if (left === 0) {
    const clocksDisagree = life.monotonicEnd !== undefined && monotonicLeft(life, clock) > CLOCK_TOLERANCE_MS
    if (clocksDisagree && harmsProduction) return markUnverified(held, 'clock-changed')
    return { ...obtainedOf(held), state: 'ended', life }
  }
  const wallEnd = clock.now() + left
  return {
    ...held,
    life: {
      ...life,
      monotonicEnd: clock.monotonic() + left,
      // A wall clock set back would hide a later sleep, and it is the only clock left after a restart.
      expiresAt: life.expiresAt - wallEnd > CLOCK_NOISE_MS ? wallEnd : life.expiresAt,
    },
  }
}

const obtainedOf = ({ token, source, obtainedAt }: HeldToken) => ({ token, source, obtainedAt })

/** The token with an unknown end. */
export function markUnverified(held: HeldToken, reason: UnverifiedReason): HeldToken {
  return { ...obtainedOf(held), state: 'unverified', reason }
}

/** A call with the token was accepted. */
export function markVerified(held: HeldToken): HeldToken {
  if (held.state !== 'unverified') return held
  return { ...obtainedOf(held), state: 'valid', ...(held.life && { life: held.life }) }
}

/** A call with the token was answered 40001, 40014 or 42001; the last says that it has expired. */
export function markRefused(held: HeldToken, errcode: number, clock: Clock): HeldToken {
  const now = clock.now()
  const { life } = held
  if (errcode === 42001) {
    const over = { lifetimeMs: life?.lifetimeMs ?? 0, expiresAt: Math.min(life?.expiresAt ?? now, now) }
    return held.state === 'superseded' ? { ...held, life: over } : { ...obtainedOf(held), state: 'ended', life: over }
  }
  if (held.state === 'superseded' || held.state === 'ended') return held
  const left = remainingMs(held, clock)
  return { ...obtainedOf(held), state: 'superseded', at: now, remainingMs: left, ...(life && { life }) }
}

/**
 * When it was obtained, epoch ms. A time in the future was read while the clock was ahead; the end, which {@link
 * refreshState} corrects, gives the right one.
 */
export function obtainedAt({ obtainedAt: at, life }: HeldToken, now: number): number {
  return at <= now || !life ? at : life.expiresAt - life.lifetimeMs
}

/** Usable for a call without a fetch: until {@link renewalMarginMs} before its end. */
export function isFresh(held: HeldToken, clock: Clock): boolean {
  return held.state === 'valid' && (!held.life || remainingMs(held, clock) > renewalMarginMs(held.life.lifetimeMs))
}

/** Ms before its end at which a token is due for renewal: 5 min, or a tenth of a short life. */
export function renewalMarginMs(lifetimeMs: number): number {
  return Math.min(EXPIRING_MS, lifetimeMs / 10)
}

/** Probably usable for a call, perhaps not for long. */
export function isAlive(held: HeldToken, clock: Clock): boolean {
  if (held.state === 'superseded' || held.state === 'ended') return false
  return !held.life || remainingMs(held, clock) > 0
}

/** First 6 and last 4 characters; none of them for a token too short to hide anything. */
export function maskToken(token: string): string {
  return token.length < 20 ? '…' : `${token.slice(0, 6)}…${token.slice(-4)}`
}

/** The part of a view that follows from the held token alone. */
export function standingOf(held: HeldToken | undefined, clock: Clock): TokenStanding {
  if (!held) return { state: 'none' }
  const left = remainingMs(held, clock)
  const known = {
    masked: maskToken(held.token),
    hash: fingerprintOf(held.token),
    source: held.source,
    obtainedAt: obtainedAt(held, clock.now()),
  }
  const life = held.life && { remainingMs: left, lifetimeMs: held.life.lifetimeMs, expiresAt: held.life.expiresAt }
  const withLife = { ...known, ...(life && { life }) }
  if (held.state === 'superseded') {
    const refused = { at: Math.min(held.at, clock.now()), remainingMs: held.remainingMs }
    return { ...withLife, state: 'superseded', refused }
  }
  if (life && left === 0) return { ...known, state: 'expired', life }
  if (held.state === 'unverified') return { ...withLife, state: 'unverified', reason: held.reason }
  return life && left <= EXPIRING_MS ? { ...known, state: 'expiring', life } : { ...withLife, state: 'live' }
}
