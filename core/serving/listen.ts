import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The only address ever listened on; it is not configurable. */
export const LOOPBACK = '127.0.0.1'
/** Number of ports tried, from the wanted one on, where later ones are allowed. */
const MAX_ATTEMPTS = 50

export interface WantedPort {
  /** Any when 0. */
  port: number
  /**
   * Allows a later port when the wanted one is taken. Off by default: an old address would lead to whichever program
   * has the port.
   */
  orLater: boolean
}

/** Listens on the wanted port; returns the port. Rejects with the system's error. */
export async function listenOnLoopback(server: Server, { port: wanted, orLater }: WantedPort): Promise<number> {
  const last = orLater ? Math.min(wanted + MAX_ATTEMPTS - 1, 65_535) : wanted
  for (let port = wanted; ; port += 1) {
    try {
      const listening = once(server, 'listening')
      server.listen(port, LOOPBACK)
      await listening
      return (server.address() as AddressInfo).port
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!isTaken || port >= last) throw error
    }
  }
}
