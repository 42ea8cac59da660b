import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { pageHeaders } from '#contract/pure/page-headers.ts'
import type { Http } from './pages/http.ts'

/** A request's head comes within so long, and all of it within so long. Replies may take any time: one is the stream. */
const HEAD_WITHIN_MS = 5_000
const REQUEST_WITHIN_MS = 30_000
const CHECK_EVERY_MS = 1_000
/** Connections of which nobody has shown a key; over it the one that did nothing for longest is closed. */
export const MAX_STRANGERS = 64
/** All connections; a page has six at most, and there are few pages. */
const MAX_CONNECTIONS = 256

export interface BoundedServer {
  server: Server
  /** This connection has shown a key, and is not counted among the strangers any more. */
  trust(incoming: IncomingMessage): void
  serve(http: Http): void
}

/**
 * The HTTP server, with bounds on what strangers may hold. All peers are on loopback and look alike, so that a new
 * connection is never refused for the others: the oldest idle one goes instead, and the owner's page always gets through.
 */
export function createBoundedServer(): BoundedServer {
  const server = createServer({
    // Node's own default is --insecure-http-parser.
    insecureHTTPParser: false,
    // A request without one is refused by us, like every other.
    requireHostHeader: false,
    headersTimeout: HEAD_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
  })
  server.maxConnections = MAX_CONNECTIONS
  server.on('clientError', refuseMalformed)
  server.on('checkExpectation', (_request, response) => response.writeHead(417, pageHeaders).end())

  // In the order of their last request, or of their coming where there was none.
  const strangers = new Set<Socket>()
  server.on('connection', (socket) => {
    strangers.add(socket)
    socket.once('close', () => strangers.delete(socket))
    const [oldest] = strangers
    if (strangers.size <= MAX_STRANGERS || !oldest) return
    strangers.delete(oldest)
    oldest.destroy()
  })
  server.on('request', ({ socket }) => {
    if (strangers.delete(socket)) strangers.add(socket)
  })

  return {
    server,
    trust: ({ socket }) => void strangers.delete(socket),
    serve(http) {
      const errorHandler = () => new Response('Request is malformed', { status: 400, headers: pageHeaders })
      server.on('request', getRequestListener(http.fetch, { errorHandler }))
    },
  }
}

/** What Node's own parser does not take: answered like everything else, under the page's headers. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = statusFor[error.code ?? ''] ?? 400
  const headers = Object.entries({ ...pageHeaders, connection: 'close', 'content-length': '0' })
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`)
}

const statusFor: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }
