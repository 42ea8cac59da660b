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
  /** Direct, with the built-in certificates, when absent. */
  route?: NetworkRoute
}

interface Idle extends Pick<Destination, 'poolKey' | 'origin'> {
  route: string
  connection: HttpConnection
}

/** All connections of a transport. */
export function createConnectionPool(options: Omit<DialOptions, 'route'>) {
  let idle: Idle[] = []
  const busy = new Set<HttpConnection>()
  const idleFor = ({ poolKey, origin }: Destination) =>
    idle.find((one) => one.poolKey === poolKey && one.origin === origin)

  /** Always a new connection. Throws `origin-invalid` for an origin that is none. */
  const open = ({ origin, route }: Destination) => {
    assertDialable(origin)
    const connection = createHttpConnection(origin, { ...options, ...(route && { route }) })
    busy.add(connection)
    return connection
  }

  return {
    open,
    /** An idle connection to this destination, or a new one. */
    take(destination: Destination): HttpConnection {
      const found = idleFor(destination)
      idle = idle.filter((one) => one !== found)
      if (found?.route === routeKey(destination.route)) {
        busy.add(found.connection)
        return found.connection
      }
      // The route has changed: connections of the old one are of no use.
      found?.connection.close()
      return open(destination)
    },
    /** Makes a connection idle. At most one idle connection stays open for a key and an origin. */
    release(destination: Destination, connection: HttpConnection) {
      busy.delete(connection)
      if (!connection.usable() || idleFor(destination)) return connection.close()
      const { poolKey, origin, route } = destination
      idle.push({ poolKey, origin, route: routeKey(route), connection })
    },
    closeIdle(poolKey: string) {
      for (const one of idle) if (one.poolKey === poolKey) one.connection.close()
      idle = idle.filter((one) => one.poolKey !== poolKey)
    },
    /** Cuts the busy connections, and closes the idle ones. */
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
