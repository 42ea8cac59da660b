import { type Connection, connection } from '#renderer/bridge/connection.ts'
import type { ExternalStore } from '#renderer/lib/external-store.ts'

const runs = (state: Connection) => state === 'connected' || state === 'connecting'

function createPageClock({ get, subscribe }: ExternalStore<Connection>) {
  let stoppedAt: number | undefined
  subscribe(() => {
    stoppedAt = runs(get()) ? undefined : (stoppedAt ?? performance.now())
  })
  return {
    now: () => stoppedAt ?? performance.now(),
    running: () => stoppedAt === undefined && !document.hidden,
    /** Calls back when it may have stopped or gone on. */
    subscribe(listener: () => void): () => void {
      const forget = subscribe(listener)
      document.addEventListener('visibilitychange', listener)
      return () => {
        forget()
        document.removeEventListener('visibilitychange', listener)
      }
    },
  }
}

/** `performance.now()`, standing still while the host is lost: what is not known must not seem to run. */
export const pageClock = createPageClock(connection)
