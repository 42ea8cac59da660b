import type { RequestContext } from '#core/exchange/recording/recorder.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Capture } from './capture.ts'
import type { HttpConnection, Outgoing } from './connection/http-connection.ts'

/** Runs a request until it is over, its time is up, or the caller leaves. Never rejects: the capture says which. */
export async function runWithinLimit(
  lane: HttpConnection,
  outgoing: Outgoing,
  capture: Capture,
  context: RequestContext,
  clock: Clock,
) {
  const onAbort = () => lane.cut({ kind: 'cancelled' })
  context.signal?.addEventListener('abort', onAbort)
  const { timeoutMs, connectTimeoutMs = timeoutMs } = context
  // A timer with a signal of its own would cost as much as all the rest of a call that goes well.
  const limit = (limitMs: number, isOver: () => boolean) =>
    clock.every(limitMs, () => isOver() && lane.cut({ kind: 'timeout', limitMs }))
  const whole = limit(timeoutMs, () => true)
  const connect = connectTimeoutMs < timeoutMs ? limit(connectTimeoutMs, () => !capture.sent) : undefined
  await lane.run(outgoing, capture)
  whole()
  connect?.()
  context.signal?.removeEventListener('abort', onAbort)
}
