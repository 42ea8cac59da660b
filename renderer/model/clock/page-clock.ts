import { connection } from '#renderer/bridge/connection.ts'

let stoppedAt: number | undefined
connection.subscribe(() => {
  const runs = connection.get() === 'connected' || connection.get() === 'connecting'
  stoppedAt = runs ? undefined : (stoppedAt ?? performance.now())
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
