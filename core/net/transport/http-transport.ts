import type { LookupFunction } from 'node:net'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { type AttemptObserver, type HttpReply, type HttpRequest, TransportError } from '#core/net/http.ts'
import { type AttemptOptions, runAttempt } from './attempt.ts'
import { createConnectionPool, type Destination } from './connection-pool.ts'
import type { HttpConnection } from './http-connection.ts'
import { isConnectionReset } from './network-problem.ts'

export interface SendOptions extends AttemptOptions, Omit<Destination, 'origin'> {
  /**
   * Sending the request twice does no harm: it may use an idle connection, and is sent again if that one is dead. A
   * request with a streamed body is sent once, on a new connection, since the stream cannot be read again.
   */
  repeatable: boolean
  /** Makes an observer for each attempt; a second one is made when the first found its connection dead. */
  observe?(): AttemptObserver
}

/**
 * An HTTP/1.1 client: any method, headers and body, streamed in both directions with back-pressure, direct or through a
 * proxy. Redirects are not followed, encodings not decoded and cookies not stored: callers get the response as sent.
 */
export interface HttpTransport {
  /**
   * Resolves when the head of the reply is there. Rejects with a {@link TransportError}, or with the problem
   * `origin-invalid` before anything is observed.
   */
  send(request: HttpRequest, options: SendOptions): Promise<HttpReply>
  /** Closes the idle connections of this pool key. */
  closeIdle(poolKey: string): void
  /** Aborts what runs, and closes everything. */
  close(): void
}

export interface HttpTransportOptions {
  clock: Clock
  /** Name resolution; the system's when absent. */
  lookup?: LookupFunction
}

export function createHttpTransport({ clock, lookup }: HttpTransportOptions): HttpTransport {
  const pool = createConnectionPool(lookup ? { lookup } : {})

  return {
    async send(request, options) {
      if (options.signal?.aborted) throw new TransportError({ kind: 'cancelled' })
      const destination: Destination = { ...options, origin: request.origin }
      const attempt = (connection: HttpConnection) =>
        runAttempt(connection, request, {
          ...options,
          clock,
          observer: options.observe?.(),
          over: () => pool.release(destination, connection),
        })
      const isRepeatable = options.repeatable && (!request.body || request.body instanceof Uint8Array)
      // A dead idle connection does not tell whether the request arrived.
      if (!isRepeatable) return attempt(pool.open(destination))
      try {
        return await attempt(pool.take(destination))
      } catch (error) {
        if (!diedIdle(error) || options.signal?.aborted) throw error
        return attempt(pool.open(destination))
      }
    },
    closeIdle: pool.closeIdle,
    close: pool.close,
  }
}

/** The server had closed the connection while it was idle. A failure behind a reply's head does not come here. */
function diedIdle(error: unknown): boolean {
  if (!(error instanceof TransportError)) return false
  return error.reused && error.failure.kind === 'error' && isConnectionReset(error.failure.error)
}
