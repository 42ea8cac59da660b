import { ProblemError } from '#core/kernel/problem-error.ts'

/** A single flight: one run that several callers wait for. */
export interface Flight<T> {
  /**
   * Waits for the run. A caller that leaves by `signal` is rejected with `cancelled`; when the last one leaves, the run
   * is aborted.
   */
  join(signal?: AbortSignal): Promise<T>
  /** The run is being aborted since its last caller left: a new caller starts a new run. */
  abandoned(): boolean
  /** Resolves when the run has ended, well or not. */
  ended: Promise<void>
}

/** Starts `run` at once; it must end soon after its signal aborts. */
export function startFlight<T>(run: (signal: AbortSignal) => Promise<T>): Flight<T> {
  const controller = new AbortController()
  const result = run(controller.signal)
  const ended = result.then(
    () => {},
    () => {},
  )
  let waiting = 0

  return {
    ended,
    abandoned: () => controller.signal.aborted,
    join(signal) {
      waiting++
      return new Promise<T>((resolve, reject) => {
        const leave = () => {
          waiting--
          if (waiting === 0) controller.abort()
          reject(new ProblemError({ code: 'cancelled', retry: 'never' }))
        }
        if (signal?.aborted) return leave()
        signal?.addEventListener('abort', leave, { once: true })
        result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
      })
    },
  }
}

/** At most one run at a time. */
export interface SingleFlight<T> {
  /** Joins the current run, or starts one; an `alone` caller waits for it to end and starts its own. */
  fly(run: (signal: AbortSignal) => Promise<T>, options: { alone: boolean; signal?: AbortSignal }): Promise<T>
  /** When the current run began, on the clock of `now`. */
  startedAt(): number | undefined
}

/** `changed`: a run has started or ended. */
export function createSingleFlight<T>(now: () => number, changed: () => void): SingleFlight<T> {
  let current: (Flight<T> & { startedAt: number }) | undefined

  function start(run: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const mine = { ...startFlight(run), startedAt: now() }
    current = mine
    // Before any caller joins, so that none of them joins a finished flight.
    void mine.ended.then(() => {
      if (current === mine) current = undefined
      changed()
    })
    changed()
    return mine
  }

  return {
    async fly(run, { alone, signal }) {
      while (alone && current) await current.ended
      return (current && !current.abandoned() ? current : start(run)).join(signal)
    },
    startedAt: () => current?.startedAt,
  }
}
