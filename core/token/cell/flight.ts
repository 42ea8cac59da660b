import { ProblemError } from '#core/kernel/problem-error.ts'

/** One run that many callers wait for. */
export interface Flight<T> {
  /** Waits for the run; leaving by `signal` ends the run itself once nobody is left. Rejects with `cancelled` then. */
  join(signal?: AbortSignal): Promise<T>
  /** Nobody waits any more and the run has been told to stop: late comers start anew. */
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
  /** Joins the run there is, or starts one; one that is `alone` waits for it to end and starts its own. */
  fly(run: (signal: AbortSignal) => Promise<T>, options: { alone: boolean; signal?: AbortSignal }): Promise<T>
  /** Since when one runs. */
  startedAt(): number | undefined
}

/** `changed`: a run has started or ended. */
export function createSingleFlight<T>(now: () => number, changed: () => void): SingleFlight<T> {
  let current: (Flight<T> & { startedAt: number }) | undefined

  function start(run: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const mine = { ...startFlight(run), startedAt: now() }
    current = mine
    // Before any caller joins, so that none of them sees a flight that has landed.
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
