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
