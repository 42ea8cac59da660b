import type { Clock } from '../ports.ts'
import { ProblemError } from '../problem-error.ts'
import { classify } from './errcodes.ts'
import type { Caller } from './recorder.ts'

/** Ms before the first, second and third retry. */
const WAITS = [1000, 2000, 4000]

/**
 * Tries again, with the cause `backoff`, while WeChat says that it is busy (-1, and -1000 once). Every other failure,
 * and the last one, is the caller's. Rejects with `cancelled` when the caller leaves between two tries.
 */
export async function withBackoff<T>(
  clock: Clock,
  caller: Caller,
  attempt: (caller: Caller) => Promise<T>,
): Promise<T> {
  let current = caller
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(current)
    } catch (error) {
      const wait = WAITS[tries]
      if (wait === undefined || tries >= retriesFor(error)) throw error
      await pause(clock, wait, caller.signal)
      current = { ...caller, cause: 'backoff' }
    }
  }
}

function retriesFor(error: unknown): number {
  if (!(error instanceof ProblemError) || error.problem.code !== 'wechat') return 0
  return classify(error.problem.errcode, error.problem.endpoint).retries
}

async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined) {
  try {
    await clock.sleep(ms, signal)
  } catch {
    throw new ProblemError({ code: 'cancelled', retry: 'never' })
  }
}
