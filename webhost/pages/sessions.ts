import type { Clock } from '#core/kernel/clock/clock.ts'
import { digest, findByDigest, newSecret } from '#webhost/secrets.ts'

/** A page that has been gone for so long needs a new address. A sleeping laptop or a broken tunnel comes back sooner. */
export const SESSION_IDLE_MS = 12 * 60 * 60_000
/** Keys known at once; over it the one that is unused longest is void. */
export const MAX_SESSIONS = 16

export interface Sessions {
  /** A new key for one page. */
  open(): string
  has(key: string): boolean
  /** A call or a stream with this key begins; returns what to call when it has ended. */
  enter(key: string): () => void
}

interface Session {
  digest: Buffer
  /** Calls and streams that are running: while there are any, the session does not end. */
  running: number
  /** Monotonic. */
  lastUsed: number
  forget(): void
}

/** `hold` keeps a key out of the log; called back when it is void. */
export function createSessions(clock: Pick<Clock, 'monotonic'>, hold: (secret: string) => () => void): Sessions {
  const sessions = new Set<Session>()

  const drop = (session: Session) => {
    sessions.delete(session)
    session.forget()
  }
  const dropEnded = () => {
    for (const session of sessions) {
      if (session.running === 0 && clock.monotonic() - session.lastUsed >= SESSION_IDLE_MS) drop(session)
    }
  }
  const find = (key: string) => {
    dropEnded()
    return findByDigest(sessions, key)
  }

  return {
    open() {
      dropEnded()
      const [unused] = [...sessions].filter(({ running }) => running === 0).sort((a, b) => a.lastUsed - b.lastUsed)
      if (sessions.size >= MAX_SESSIONS && unused) drop(unused)
      // Two halves of 256 bits each: the page keeps them in two places, one of which is never on a disk.
      const key = newSecret(64)
      sessions.add({ digest: digest(key), running: 0, lastUsed: clock.monotonic(), forget: hold(key) })
      return key
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
