import { z } from 'zod'
import type { TokenFamily } from '../../contract/accounts.ts'
import type { TokenState, TokenView } from '../../contract/token.ts'
import type { Clock } from '../ports.ts'

/** The last five minutes: a stable renewal overlaps them, old and new both work. */
export const EXPIRING_MS = 5 * 60_000

/** A token and what is known of its life. Times are of the account's clock. */
export interface HeldToken {
  token: string
  /** Epoch ms, taken before the request left. */
  obtainedAt: number
  /** Epoch ms. */
  expiresAt: number
  /** `expires_in` when it was first seen, in ms. */
  lifetimeMs: number
  /** Its end on the monotonic clock; unknown after a restart. */
  monotonicEnd?: number
  /** A call with it was answered 40001 or 40014. */
  superseded?: { at: number; remainingMs: number }
}

/** What the vault keeps: everything but the monotonic end, which means nothing in another process. */
const storedSchema = z.object({
  token: z.string().min(1),
  obtainedAt: z.number(),
  expiresAt: z.number(),
  lifetimeMs: z.number().positive(),
  superseded: z.object({ at: z.number(), remainingMs: z.number() }).optional(),
})

export function serialise(held: HeldToken): string {
  return JSON.stringify(storedSchema.parse(held))
}

/** `undefined` for anything that {@link serialise} did not write. */
export function deserialise(text: string): HeldToken | undefined {
  try {
    const { superseded, ...rest } = storedSchema.parse(JSON.parse(text))
    return { ...rest, ...(superseded && { superseded }) }
  } catch {
    return undefined
  }
}

/** Ms of life left, never below 0: the smaller of what the wall clock and the monotonic clock say. */
export function remainingMs(held: HeldToken, clock: Clock): number {
  const byWall = held.expiresAt - clock.now()
  const byMonotonic = (held.monotonicEnd ?? Number.POSITIVE_INFINITY) - clock.monotonic()
  return Math.max(0, Math.min(byWall, byMonotonic, held.lifetimeMs))
}

/** Good for a call without asking WeChat again: until min(300 s, 10 % of its life) before its end. */
export function isFresh(held: HeldToken, clock: Clock): boolean {
  return !held.superseded && remainingMs(held, clock) > Math.min(300_000, held.lifetimeMs / 10)
}

/** Alive, if perhaps not for long. */
export function isAlive(held: HeldToken, clock: Clock): boolean {
  return !held.superseded && remainingMs(held, clock) > 0
}

export function stateOf(held: HeldToken | undefined, clock: Clock): TokenState {
  if (!held) return 'none'
  if (held.superseded) return 'superseded'
  const left = remainingMs(held, clock)
  return left <= 0 ? 'expired' : left <= EXPIRING_MS ? 'expiring' : 'live'
}

/** First 6 and last 4 characters; nothing of a token too short to hide anything. */
export function maskToken(token: string): string {
  return token.length < 20 ? '…' : `${token.slice(0, 6)}…${token.slice(-4)}`
}

/** The part of a {@link TokenView} that follows from the held token alone. */
export function describeHeld(
  held: HeldToken | undefined,
  family: TokenFamily,
  clock: Clock,
): Omit<TokenView, 'accountId' | 'sameAsBefore'> {
  const state = stateOf(held, clock)
  if (!held) return { state, family, remainingMs: 0, lifetimeMs: 0 }
  return {
    state,
    family,
    masked: maskToken(held.token),
    remainingMs: remainingMs(held, clock),
    lifetimeMs: held.lifetimeMs,
    obtainedAt: held.obtainedAt,
    expiresAt: held.expiresAt,
    ...(held.superseded && {
      supersededAt: held.superseded.at,
      supersededRemainingMs: held.superseded.remainingMs,
    }),
  }
}
