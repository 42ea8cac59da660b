import { z } from 'zod'
import { SENDABLE } from '#contract/accounts.ts'
import type { HowObtained, UnverifiedReason } from '#contract/token.ts'

/** The life of a token; times in ms of the account's clock. */
export interface HeldLife {
  lifetimeMs: number
  expiresAt: number
  /** The end on the monotonic clock, which is meaningless in another process. */
  monotonicEnd?: number
}

interface Obtained {
  token: string
  source: HowObtained
  /** Read before the request was sent. */
  obtainedAt: number
}

/**
 * A token and its state; without a life, its end is unknown. `ended`: it has expired, and no clock change undoes that.
 * `superseded`: a call with it was answered 40001 or 40014, with that much of its life left.
 */
export type HeldToken = Obtained &
  (
    | { state: 'valid'; life?: HeldLife }
    | { state: 'unverified'; reason: UnverifiedReason; life?: HeldLife }
    | { state: 'ended'; life: HeldLife }
    | { state: 'superseded'; at: number; remainingMs: number; life?: HeldLife }
  )

const storedSchema = z.object({
  token: z.string().regex(SENDABLE),
  // Later fields have a default, for tokens stored before.
  source: z.enum(['fetched', 'renewed', 'forced', 'pasted']).default('fetched'),
  obtainedAt: z.number(),
  expiresAt: z.number().exactOptional(),
  lifetimeMs: z.number().nonnegative(),
  ended: z.literal(true).exactOptional(),
  superseded: z.object({ at: z.number(), remainingMs: z.number() }).exactOptional(),
  unverified: z.enum(['clock-changed', 'clock-behind', 'newer-obtained', 'pasted']).exactOptional(),
})
type Stored = z.infer<typeof storedSchema>

/** The stored form: everything but the monotonic end. */
export function serialise(held: HeldToken): string {
  const { token, source, obtainedAt, life } = held
  const stored: Stored = {
    token,
    source,
    obtainedAt,
    ...(life && { expiresAt: life.expiresAt }),
    lifetimeMs: life?.lifetimeMs ?? 0,
    ...(held.state === 'ended' && { ended: true }),
    ...(held.state === 'superseded' && { superseded: { at: held.at, remainingMs: held.remainingMs } }),
    ...(held.state === 'unverified' && { unverified: held.reason }),
  }
  return JSON.stringify(stored)
}

/** `undefined` for anything that {@link serialise} did not write. */
export function deserialise(text: string): HeldToken | undefined {
  try {
    return fromStored(storedSchema.parse(JSON.parse(text)))
  } catch {
    return undefined
  }
}

function fromStored(stored: Stored): HeldToken {
  const { token, source, obtainedAt, expiresAt, lifetimeMs, ended, superseded, unverified } = stored
  const obtained = { token, source, obtainedAt }
  const life = expiresAt !== undefined && { life: { lifetimeMs, expiresAt } }
  if (superseded) return { ...obtained, ...life, state: 'superseded', ...superseded }
  if (ended) return { ...obtained, state: 'ended', life: { lifetimeMs, expiresAt: expiresAt ?? obtainedAt } }
  if (unverified) return { ...obtained, ...life, state: 'unverified', reason: unverified }
  return { ...obtained, ...life, state: 'valid' }
}
