import { z } from 'zod'
import { SENDABLE } from '#contract/accounts.ts'

const storedSchema = z.object({
  token: z.string().regex(SENDABLE),
  // What came later has a default, for what was written before.
  source: z.enum(['fetched', 'renewed', 'forced', 'pasted']).default('fetched'),
  obtainedAt: z.number(),
  expiresAt: z.number().exactOptional(),
  lifetimeMs: z.number().nonnegative(),
  ended: z.literal(true).exactOptional(),
  superseded: z.object({ at: z.number(), remainingMs: z.number() }).exactOptional(),
  unverified: z.enum(['clock-changed', 'clock-behind', 'newer-obtained', 'pasted']).exactOptional(),
})

/**
 * A token and what is known of its life; times in ms of the account's clock. `obtainedAt` was taken before the request
 * left. `expiresAt` is absent, and `lifetimeMs` 0, when nobody knows the end. `ended`: it has been seen to end, and no
 * clock brings it back. `superseded`: a call with it was answered 40001 or 40014.
 */
export interface HeldToken extends z.infer<typeof storedSchema> {
  /** Its end on the monotonic clock, which means nothing in another process. */
  monotonicEnd?: number
}

/** What the vault keeps: everything but the monotonic end. */
export function serialise(held: HeldToken): string {
  return JSON.stringify(storedSchema.parse(held))
}

/** `undefined` for anything that {@link serialise} did not write. */
export function deserialise(text: string): HeldToken | undefined {
  try {
    return storedSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
