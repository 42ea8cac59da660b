import type { Problem } from '#contract/problem.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { RequestContext } from './api-transport.ts'
import { classify } from './errcodes.ts'

/** Ms before the first, second and third retry. */
const WAITS = [1000, 2000, 4000]

/**
 * Tries again while WeChat says that it is busy (-1, and -1000 once), as the step `backoff` of the exchange before. Every
 * other failure, and the last one, goes to the caller. Rejects with `cancelled` when the caller leaves between two tries.
 */
export async function withBackoff<T>(
  clock: Clock,
  context: RequestContext,
  attempt: (context: RequestContext) => Promise<T>,
): Promise<T> {
  let current = context
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(current)
    } catch (error) {
      const wait = WAITS[tries]
      if (!isRefusal(error) || wait === undefined || tries >= retriesFor(error.problem)) throw error
      await pause(clock, wait, context.signal)
      const { exchangeId } = error.problem
      current = { ...context, step: 'backoff', ...(exchangeId !== undefined && { causedBy: exchangeId }) }
    }
  }
}

type Refusal = Extract<Problem, { code: 'wechat' }>

function isRefusal(error: unknown): error is ProblemError & { problem: Refusal } {
  return error instanceof ProblemError && error.problem.code === 'wechat'
}

const retriesFor = ({ errcode, endpoint }: Refusal) => classify(errcode, endpoint).retries

async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined) {
  try {
    await clock.sleep(ms, signal)
  } catch {
    throw new ProblemError({ code: 'cancelled', retry: 'never' })
  }
}
