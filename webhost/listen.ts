import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fill } from '../contract/pure/texts/fill.ts'
import { errorCode, StartError } from './start-error.ts'
import { words } from './words.ts'

/** The only address ever listened on; there is no flag for it. */
export const LOOPBACK = '127.0.0.1'
/** Ports tried, from the wanted one on. */
const ATTEMPTS = 50
/** Replies still running when the server stops have so long to end by themselves. */
const DRAIN_MS = 2_000
const SWEEP_MS = 20

/** Listens on `wanted` or the next free port, any when 0; returns the port. */
export async function listen(server: Server, wanted: number): Promise<number> {
  const last = Math.min(wanted + ATTEMPTS - 1, 65_535)
  for (let port = wanted; ; port += 1) {
    try {
      const listening = once(server, 'listening')
      server.listen(port, LOOPBACK)
      await listening
      return (server.address() as AddressInfo).port
    } catch (error) {
      const code = errorCode(error)
      if (code !== 'EADDRINUSE' || port === last) throw new StartError(fill(words.start.noPort, { port: wanted, code }))
    }
  }
}

/** Takes no more requests, lets replies end, and closes every connection. */
export async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A kept-alive connection whose reply ends after `close()` stays open until it is swept.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const giveUp = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(sweep)
  clearTimeout(giveUp)
}
