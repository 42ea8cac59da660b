import { type Connection, connection } from '#renderer/bridge/connection.ts'

const runs = (state: Connection) => state === 'connected' || state === 'connecting'

let stoppedAt: number | undefined
connection.subscribe(() => {
  stoppedAt = runs(connection.get()) ? undefined : (stoppedAt ?? performance.now())
})

/** `performance.now()`, standing still while the host is lost: what is not known must not seem to run. */
export const pageClock = {
  now: () => stoppedAt ?? performance.now(),
  running: () => stoppedAt === undefined && !document.hidden,
  /** Calls back when it may have stopped or gone on. */
  subscribe(listener: () => void): () => void {
    const forget = connection.subscribe(listener)
    document.addEventListener('visibilitychange', listener)
    return () => {
      forget()
      document.removeEventListener('visibilitychange', listener)
    }
  },
}
