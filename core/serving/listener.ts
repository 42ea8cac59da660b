import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { limitAnonymous } from './anonymous-connections.ts'
import { LOOPBACK, listenOnLoopback, type WantedPort } from './listen.ts'
import { type Refusal, refuseForeign } from './loopback-guard.ts'
import { readBody } from './read-body.ts'

export interface ListenerLimits {
  /** Ms for a request's head; the whole request has `requestTimeoutMs`. A reply has no limit. */
  headTimeoutMs: number
  requestTimeoutMs: number
  /** Most connections that have shown no key, and most connections. */
  maxAnonymous: number
  maxConnections: number
}

export const defaultLimits: ListenerLimits = {
  headTimeoutMs: 5_000,
  requestTimeoutMs: 30_000,
  maxAnonymous: 64,
  maxConnections: 256,
}

/** One listener: its port, its guard, and its replies. */
export interface ListenerConfig {
  port: WantedPort
  /** Set on every reply, those to malformed requests included. */
  headers: Readonly<Record<string, string>>
  /** Why a request is refused after the loopback guard: its key, its method, its type. */
  check(request: Request): Refusal | undefined
  /** Handles an accepted request. */
  respond(request: Request, connection: Connection): Response | Promise<Response>
  /** The text for a person who opened the address as `localhost`; the refusal's reason when absent. */
  localhostHint?: string
  onRefusal(refusal: Refusal): void
  limits?: Partial<ListenerLimits>
  clock: Pick<Clock, 'every' | 'sleep'>
  log: Pick<Log, 'error'>
}

/** The connection of a request. */
export interface Connection {
  /** The request has shown a key, so its connection no longer counts as anonymous. */
  trust(): void
  /** The whole body; `undefined` when it has more than `maxBytes` or was cut off. */
  readBody(maxBytes: number): Promise<Buffer | undefined>
  /** Registers a listener for the end of the reply, or of its connection. */
  onReplyEnd(listener: () => void): void
}

export interface Listener {
  port: number
  origin: string
  /** Takes no more requests, lets replies end, and closes every connection. */
  close(): Promise<void>
}

/** Ms that running replies have to end when the listener closes. */
const DRAIN_MS = 2_000
const SWEEP_EVERY_MS = 20
const CHECK_TIMEOUTS_EVERY_MS = 1_000

/**
 * Listens on loopback. Each listener has its own configuration and keys; refusing a foreign `Host` or `Origin`, and the
 * limits of connections, cannot be configured away.
 */
export async function openListener(config: ListenerConfig): Promise<Listener> {
  const limits = { ...defaultLimits, ...config.limits }
  const server = createServer({
    // Node's own default is --insecure-http-parser.
    insecureHTTPParser: false,
    // A request without one is refused by the guard, like every other.
    requireHostHeader: false,
    headersTimeout: limits.headTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS,
  })
  server.maxConnections = limits.maxConnections
  server.on('clientError', (error, socket) => refuseMalformed(error, socket as Socket, config.headers))
  server.on('checkExpectation', (_request, response) => response.writeHead(417, config.headers).end())
  const trust = limitAnonymous(server, limits.maxAnonymous)
  server.on(
    'request',
    getRequestListener((request, env) => reply(request, env as HttpBindings, config, trust), {
      // Request and Response are the host's, which hands them to others as well.
      overrideGlobalObjects: false,
      errorHandler: () => new Response('Request is malformed', { status: 400, headers: config.headers }),
    }),
  )
  const port = await listenOnLoopback(server, config.port)
  let closed: Promise<void> | undefined
  return {
    port,
    origin: `http://${LOOPBACK}:${port}`,
    close() {
      closed ??= drain(server, config.clock)
      return closed
    },
  }
}

/** The reply to a request, always with the listener's headers. */
async function reply(
  request: Request,
  { incoming, outgoing }: HttpBindings,
  { check, respond, localhostHint, onRefusal, headers, log }: ListenerConfig,
  trust: (incoming: IncomingMessage) => void,
): Promise<Response> {
  const refusal = refuseForeign(request.headers, localhostHint) ?? check(request)
  let response: Response
  if (refusal) {
    onRefusal(refusal)
    response = new Response(refusal.message ?? refusal.reason, {
      status: refusal.status,
      headers: refusal.headers ?? {},
    })
  } else {
    try {
      response = await respond(request, {
        trust: () => trust(incoming),
        readBody: (maxBytes) => readBody(incoming, maxBytes),
        onReplyEnd: (listener) => void outgoing.once('close', listener),
      })
    } catch (error) {
      log.error('a request failed', { stack: error instanceof Error ? error.stack : String(error) })
      response = new Response('Request failed', { status: 500 })
    }
  }
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

/** Requests that Node's own parser refuses get a reply with the same headers. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket, common: ListenerConfig['headers']): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = statusFor[error.code ?? ''] ?? 400
  const headers = Object.entries({ ...common, connection: 'close', 'content-length': '0' })
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n`)
}

const statusFor: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

async function drain(server: Server, clock: ListenerConfig['clock']): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A keep-alive connection whose reply ends after `close()` stays open until it is swept.
  const stopSweeping = clock.every(SWEEP_EVERY_MS, () => server.closeIdleConnections())
  const drained = new AbortController()
  clock.sleep(DRAIN_MS, drained.signal).then(
    () => server.closeAllConnections(),
    () => {},
  )
  await closed
  stopSweeping()
  drained.abort()
}
