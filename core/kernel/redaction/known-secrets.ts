import type { Clock } from '#core/kernel/clock/clock.ts'

/** Secrets that nobody holds any more and that are still hidden; the oldest goes first. */
const MAX_LEARNT = 256
/** Milliseconds for which they stay known. */
const MAX_AGE_MS = 24 * 3600_000

/**
 * Whose secrets are known, and for how long. What is held stays known whatever else is learnt. What is released, and
 * what is learnt from replies, stays known for a while: an answer to an earlier call may still hold it.
 */
export function createKnownSecrets(clock: Pick<Clock, 'monotonic'>) {
  const held = new Map<string, string[]>()
  const holders = new Map<string, number>()
  /** When each was learnt, oldest first. */
  const learnt = new Map<string, number>()
  let all: readonly string[] | undefined

  function learn(secret: string): void {
    if (holders.has(secret)) return
    if (!learnt.delete(secret)) all = undefined
    learnt.set(secret, clock.monotonic())
    forgetOld()
  }

  function forgetOld(): void {
    if (learnt.size === 0) return
    const since = clock.monotonic() - MAX_AGE_MS
    for (const [secret, at] of learnt) {
      if (learnt.size <= MAX_LEARNT && at >= since) return
      learnt.delete(secret)
      all = undefined
    }
  }

  /** From now on `owner` holds exactly these. */
  function hold(owner: string, secrets: string[]): void {
    for (const secret of secrets) {
      const count = holders.get(secret) ?? 0
      holders.set(secret, count + 1)
      if (count === 0 && !learnt.delete(secret)) all = undefined
    }
    const before = held.get(owner) ?? []
    held.set(owner, secrets)
    for (const secret of before) {
      const count = holders.get(secret) ?? 0
      if (count > 1) {
        holders.set(secret, count - 1)
        continue
      }
      holders.delete(secret)
      learnt.set(secret, clock.monotonic())
    }
    forgetOld()
  }

  return {
    hold,
    release(owner: string) {
      hold(owner, [])
      held.delete(owner)
    },
    learn,
    /** All there are. The same array as before when it is the same secrets. */
    all() {
      forgetOld()
      all ??= [...holders.keys(), ...learnt.keys()]
      return all
    },
  }
}
