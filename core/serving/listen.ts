import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The only address ever listened on; nothing can ask for another. */
export const LOOPBACK = '127.0.0.1'
/** Ports tried, from the wanted one on, where later ones are allowed. */
const MAX_ATTEMPTS = 50

export interface WantedPort {
  /** Any when 0. */
  port: number
  /** A later one will do when it is taken. Not unless asked: an address of old would lead to whoever has the port. */
  orLater: boolean
}

/** Listens where it is wanted; returns the port. Rejects with the system's error. */
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
