import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fill } from '#i18n/fill.ts'
import { exitCodes } from './command-line/exit-codes.ts'
import { errorCode, StartError } from './command-line/start-error.ts'
import { messages } from './messages.ts'

/** The only address ever listened on; there is no flag for it. */
export const LOOPBACK = '127.0.0.1'
/** Ports tried, from the wanted one on, where later ones are allowed. */
const ATTEMPTS = 50
/** Replies still running when the server stops have so long to end by themselves. */
const DRAIN_MS = 2_000
const SWEEP_MS = 20

export interface WantedPort {
  /** Any when 0. */
  port: number
  /** A later one will do when it is taken. Not unless asked: an address of old would lead to whoever has the port. */
  orLater: boolean
}

/** Listens where it is wanted; returns the port. */
export async function listen(server: Server, { port: wanted, orLater }: WantedPort): Promise<number> {
  const last = orLater ? Math.min(wanted + ATTEMPTS - 1, 65_535) : wanted
  for (let port = wanted; ; port += 1) {
    try {
      const listening = once(server, 'listening')
      server.listen(port, LOOPBACK)
      await listening
      return (server.address() as AddressInfo).port
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EADDRINUSE' && port < last) continue
      throw new StartError(fill(reasonFor(code, orLater), { port: wanted, code }), exitCodes.port)
    }
  }
}

function reasonFor(code: string, orLater: boolean): string {
  if (code !== 'EADDRINUSE') return messages.start.noPort
  return orLater ? messages.start.noLaterPort : messages.start.portTaken
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
