import { createLane, type Lane, type LaneOptions } from './lane.ts'

/** Whose traffic it is: an account keeps its own connections, so that a proxy or a CA of one never serves another. */
export interface Route {
  accountId: string
  origin: string
}

/** All connections there are. Every request of an account goes through here. */
export interface Lanes {
  /** An idle connection of this route, or a new one. */
  take(route: Route): Lane
  /** Always a new connection. */
  fresh(route: Route): Lane
  /** Keeps a lane for the next request of its route; at most one idle lane is kept. */
  release(route: Route, lane: Lane): void
  close(): void
}

export function createLanes(options: LaneOptions): Lanes {
  const idle = new Map<string, Lane>()
  const busy = new Set<Lane>()
  const keyOf = ({ accountId, origin }: Route) => `${accountId} ${origin}`

  const fresh = ({ origin }: Route) => {
    const lane = createLane(origin, options)
    busy.add(lane)
    return lane
  }

  return {
    fresh,
    take(route) {
      const lane = idle.get(keyOf(route))
      if (!lane) return fresh(route)
      idle.delete(keyOf(route))
      busy.add(lane)
      return lane
    },
    release(route, lane) {
      busy.delete(lane)
      if (!lane.usable() || idle.has(keyOf(route))) lane.close()
      else idle.set(keyOf(route), lane)
    },
    close() {
      for (const lane of busy) lane.cut({ kind: 'cancelled' })
      for (const lane of idle.values()) lane.close()
      idle.clear()
    },
  }
}
