import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Limits the connections that have shown no key; returns the function that stops counting one. All peers are on
 * loopback and look alike, so a new connection is never refused: the one idle for longest is closed instead, and an
 * owner's page always gets through.
 */
export function limitAnonymous(server: Server, maxAnonymous: number): (incoming: IncomingMessage) => void {
  // In the order of their last request, or of opening when there was none.
  const anonymous = new Set<Socket>()
  server.on('connection', (socket) => {
    anonymous.add(socket)
    socket.once('close', () => anonymous.delete(socket))
    const [oldest] = anonymous
    if (anonymous.size <= maxAnonymous || !oldest) return
    anonymous.delete(oldest)
    oldest.destroy()
  })
  server.on('request', ({ socket }) => {
    if (anonymous.delete(socket)) anonymous.add(socket)
  })
  return ({ socket }) => void anonymous.delete(socket)
}
