import { faultOfOrigin } from '#contract/pure/origin.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { type NetworkRoute, routeKey } from '#core/net/route.ts'
import { type ConnectionOptions, createHttpConnection, type HttpConnection } from './http-connection.ts'

/** Whose traffic it is: an account keeps its own connections, so that a proxy or a CA of one never serves another. */
export interface Destination {
  accountId: string
  origin: string
  /** Straight, and by the built-in certificates, when absent. */
  route?: NetworkRoute
}

/** All connections there are. Every request of an account goes through here. */
export interface ConnectionPool {
  /** An idle connection of this destination, or a new one as {@link fresh} gives it. */
  take(destination: Destination): HttpConnection
  /** Always a new connection. Throws `origin-invalid` for an origin that is none. */
  fresh(destination: Destination): HttpConnection
  /** Keeps a lane for the next request of its destination; of an account and origin at most one idle lane is kept. */
  release(destination: Destination, lane: HttpConnection): void
  /** Closes the idle connections of an account. */
  closeIdle(accountId: string): void
  close(): void
}

export function createConnectionPool(options: Omit<ConnectionOptions, 'route'>): ConnectionPool {
  const idle = new Map<string, { lane: HttpConnection; route: string }>()
  const busy = new Set<HttpConnection>()
  const keyOf = ({ accountId, origin }: Destination) => `${accountId} ${origin}`

  const fresh = ({ origin, route }: Destination) => {
    assertDialable(origin)
    const lane = createHttpConnection(origin, { ...options, ...(route && { route }) })
    busy.add(lane)
    return lane
  }

  return {
    fresh,
    take(destination) {
      const kept = idle.get(keyOf(destination))
      idle.delete(keyOf(destination))
      if (kept?.route === routeKey(destination.route)) {
        busy.add(kept.lane)
        return kept.lane
      }
      // The account has changed its way: what was open on the old one is of no more use.
      kept?.lane.close()
      return fresh(destination)
    },
    release(destination, lane) {
      busy.delete(lane)
      if (!lane.usable() || idle.has(keyOf(destination))) lane.close()
      else idle.set(keyOf(destination), { lane, route: routeKey(destination.route) })
    },
    closeIdle(accountId) {
      for (const [key, { lane }] of idle) {
        if (!key.startsWith(`${accountId} `)) continue
        lane.close()
        idle.delete(key)
      }
    },
    close() {
      for (const lane of busy) lane.cut({ kind: 'cancelled' })
      for (const { lane } of idle.values()) lane.close()
      idle.clear()
    },
  }
}

/** An origin is checked when it is typed, too; it may have been kept by somebody else. */
function assertDialable(origin: string) {
  const reason = faultOfOrigin(origin)
  if (reason) throw new ProblemError({ code: 'origin-invalid', reason, retry: 'never' })
}
