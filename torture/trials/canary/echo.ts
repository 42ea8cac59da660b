import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Workplace } from '#torture/workplace.ts'

/** A WeChat of raw bytes: gives tokens, and answers everything else with what it was told to. */
export interface Echo {
  origin: string
  port: number
  token: string
  /** The answer to the next calls. */
  answer: Buffer
}

export async function startEcho(workplace: Workplace, token: string): Promise<Echo> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let unread = ''
    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1')
      const head = unread.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: *(\d+)/i.exec(unread.slice(0, head))?.[1] ?? 0)
      if (unread.length < head + 4 + length) return
      const isToken = /^\w+ \/cgi-bin\/(?:stable_)?token/.test(unread)
      unread = ''
      // One answer for each connection: a strange one must not spoil the next.
      socket.end(isToken ? tokenReply(echo.token) : echo.answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  workplace.onClear(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const echo: Echo = { origin: `http://127.0.0.1:${port}`, port, token, answer: Buffer.alloc(0) }
  return echo
}

function tokenReply(token: string): string {
  const body = JSON.stringify({ access_token: token, expires_in: 7200 })
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}
