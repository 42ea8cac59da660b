import type { Clock } from '#core/kernel/clock/clock.ts'
import {
  type AttemptObserver,
  type Failure,
  type HttpHeaders,
  type HttpReply,
  type HttpRequest,
  TransportError,
} from '#core/net/http.ts'
import { startStopwatch } from '#core/net/stopwatch.ts'
import type { HttpConnection } from './http-connection.ts'
import { createReplyBody, type ReplyBody } from './reply-body.ts'

export interface AttemptOptions {
  /** From dialling to the last byte; no limit when absent. */
  timeoutMs?: number
  /** From dialling to a connection that the request can be sent over; no limit of its own when absent. */
  connectTimeoutMs?: number
  signal?: AbortSignal
}

/**
 * Sends a request over one connection. Resolves with the head of the response; `over` is called when the whole response
 * has come, or when no more of it will.
 */
export function runAttempt(
  connection: HttpConnection,
  request: HttpRequest,
  options: AttemptOptions & { clock: Clock; observer: AttemptObserver | undefined; over(): void },
): Promise<HttpReply> {
  const { clock, observer } = options
  const stopwatch = startStopwatch(clock)
  const reply = Promise.withResolvers<HttpReply>()
  let body: ReplyBody | undefined
  let trailers: HttpHeaders = []
  let isSent = false
  let isReused = false
  const cut = (failure: Failure) => connection.cut(failure)
  const release = startLimits(options, () => isSent, cut)

  connection.run(request, {
    stopwatch,
    connected(facts) {
      isReused = facts.reused
      observer?.connected(facts)
    },
    requestHead(text) {
      isSent = true
      observer?.requestHead(text)
    },
    requestBytes: (chunk) => observer?.requestBytes(chunk),
    replyHead(head, flow) {
      observer?.replyHead(head)
      body = createReplyBody(flow, () => cut({ kind: 'cancelled' }))
      reply.resolve({ ...head, body: body.body, trailers: () => trailers })
    },
    replyBytes(chunk) {
      observer?.replyBytes(chunk)
      body?.push(chunk)
    },
    ended(ending) {
      stopwatch.stop()
      release()
      const failure = 'failure' in ending ? ending.failure : body ? undefined : ({ kind: 'no-reply' } as const)
      if ('trailers' in ending) trailers = ending.trailers
      options.over()
      const error = failure && new TransportError(failure, isReused)
      try {
        observer?.ended({
          phases: stopwatch.phases,
          lastPhase: stopwatch.phase(),
          trailers,
          ...(failure && { failure }),
        })
      } finally {
        // Also when the observer fails: undici drops its error, and the reader would wait for ever.
        body?.end(error)
        if (error) reply.reject(error)
      }
    },
  })
  return reply.promise
}

/** Cuts the attempt when its time is up or the caller aborts; returns the function that ends the watch. */
function startLimits(
  { clock, timeoutMs, connectTimeoutMs, signal }: AttemptOptions & { clock: Clock },
  isSent: () => boolean,
  cut: (failure: Failure) => void,
): () => void {
  // A timer with a signal of its own would cost as much as the rest of a good request.
  const limit = (limitMs: number | undefined, isOver: () => boolean) =>
    limitMs === undefined ? undefined : clock.every(limitMs, () => isOver() && cut({ kind: 'timeout', limitMs }))
  const whole = limit(timeoutMs, () => true)
  const connect =
    (connectTimeoutMs ?? Infinity) < (timeoutMs ?? Infinity) ? limit(connectTimeoutMs, () => !isSent()) : undefined
  const onAbort = () => cut({ kind: 'cancelled' })
  signal?.addEventListener('abort', onAbort)
  return () => {
    whole?.()
    connect?.()
    signal?.removeEventListener('abort', onAbort)
  }
}
