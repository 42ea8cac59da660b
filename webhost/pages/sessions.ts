import type { Clock } from '#core/kernel/clock/clock.ts'
import { createSecretSet, type HideSecret } from '#core/serving/secret-set.ts'

/** A page that is away for this long needs a new address. A sleeping laptop or a broken tunnel comes back sooner. */
export const SESSION_IDLE_MS = 12 * 60 * 60_000
/** Keys at once; beyond that the one that is unused longest is void. */
export const MAX_SESSIONS = 16
/** Two halves of 256 bits each: the page keeps them in two places, one of which is never on a disk. */
const KEY_BYTES = 64

export interface Sessions {
  /** A new key for one page. */
  open(): string
  has(key: string): boolean
  /** A call or a stream with this key begins; returns what to call when it has ended. */
  enter(key: string): () => void
}

interface Session {
  /** Calls and streams that are running: while there are any, the session does not end. */
  running: number
  /** Monotonic. */
  lastUsed: number
}

export function createSessions(clock: Pick<Clock, 'monotonic'>, hide: HideSecret): Sessions {
  const sessions = createSecretSet<Session>(hide)

  const dropEnded = () => {
    for (const session of sessions.all()) {
      if (session.running === 0 && clock.monotonic() - session.lastUsed >= SESSION_IDLE_MS) sessions.delete(session)
    }
  }
  const find = (key: string) => {
    dropEnded()
    return sessions.find(key)
  }

  return {
    open() {
      dropEnded()
      const all = sessions.all()
      const [unused] = all.filter(({ running }) => running === 0).sort((a, b) => a.lastUsed - b.lastUsed)
      if (all.length >= MAX_SESSIONS && unused) sessions.delete(unused)
      return sessions.issue(KEY_BYTES, { running: 0, lastUsed: clock.monotonic() })
    },
    has: (key) => find(key) !== undefined,
    enter(key) {
      const session = find(key)
      if (!session) return () => {}
      session.running += 1
      session.lastUsed = clock.monotonic()
      return () => {
        session.running -= 1
        session.lastUsed = clock.monotonic()
      }
    },
  }
}
