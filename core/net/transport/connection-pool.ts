import { faultOfOrigin } from '#contract/pure/net/origin.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { type NetworkRoute, routeKey } from '#core/net/route.ts'
import type { DialOptions } from './connector.ts'
import { createHttpConnection, type HttpConnection } from './http-connection.ts'

/** Which connections may serve a request. */
export interface Destination {
  /** Connections are never shared between two keys, so that a proxy or a CA of one never serves the other. */
  poolKey: string
  origin: string
  /** Direct, and by the built-in certificates, when absent. */
  route?: NetworkRoute
}

/** All connections of a transport. */
export interface ConnectionPool {
  /** An idle connection to this destination, or a new one as {@link open} gives it. */
  take(destination: Destination): HttpConnection
  /** Always a new connection. Throws `origin-invalid` for an origin that is none. */
  open(destination: Destination): HttpConnection
  /** Makes a connection idle. At most one idle connection stays open for a key and an origin. */
  release(destination: Destination, connection: HttpConnection): void
  closeIdle(poolKey: string): void
  /** Cuts the busy connections, and closes the idle ones. */
  close(): void
}

interface Idle extends Pick<Destination, 'poolKey' | 'origin'> {
  route: string
  connection: HttpConnection
}

export function createConnectionPool(options: Omit<DialOptions, 'route'>): ConnectionPool {
  let idle: Idle[] = []
  const busy = new Set<HttpConnection>()
  const idleFor = ({ poolKey, origin }: Destination) =>
    idle.find((one) => one.poolKey === poolKey && one.origin === origin)

  const open = ({ origin, route }: Destination) => {
    assertDialable(origin)
    const connection = createHttpConnection(origin, { ...options, ...(route && { route }) })
    busy.add(connection)
    return connection
  }

  return {
    open,
    take(destination) {
      const found = idleFor(destination)
      idle = idle.filter((one) => one !== found)
      if (found?.route === routeKey(destination.route)) {
        busy.add(found.connection)
        return found.connection
      }
      // The route has changed: what was open on the old one is of no more use.
      found?.connection.close()
      return open(destination)
    },
    release(destination, connection) {
      busy.delete(connection)
      if (!connection.usable() || idleFor(destination)) return connection.close()
      const { poolKey, origin, route } = destination
      idle.push({ poolKey, origin, route: routeKey(route), connection })
    },
    closeIdle(poolKey) {
      for (const one of idle) if (one.poolKey === poolKey) one.connection.close()
      idle = idle.filter((one) => one.poolKey !== poolKey)
    },
    close() {
      for (const connection of busy) connection.cut({ kind: 'cancelled' })
      for (const { connection } of idle) connection.close()
      idle = []
    },
  }
}

/** Origins are also checked when they are entered, but the state file can be edited by other programs. */
function assertDialable(origin: string) {
  const reason = faultOfOrigin(origin)
  if (reason) throw new ProblemError({ code: 'origin-invalid', reason, retry: 'never' })
}
