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
  /** A request's head arrives within this time, and the whole request within `requestTimeoutMs`. A reply may take any time. */
  headTimeoutMs: number
  requestTimeoutMs: number
  /** Connections that have shown no key, and all connections. */
  maxAnonymous: number
  maxConnections: number
}

export const defaultLimits: ListenerLimits = {
  headTimeoutMs: 5_000,
  requestTimeoutMs: 30_000,
  maxAnonymous: 64,
  maxConnections: 256,
}

/** One listener: its port, who is let in, and what is answered. */
export interface ListenerConfig {
  port: WantedPort
  /** Set on every reply, those to malformed requests included. */
  headers: Readonly<Record<string, string>>
  /** Why a request that the loopback guard lets in is refused all the same: its key, its method, its type. */
  check(request: Request): Refusal | undefined
  /** Answers what was let in. */
  respond(request: Request, connection: Connection): Response | Promise<Response>
  /** For a person who opened the address as `localhost`; the refusal's reason when absent. */
  localhostHint?: string
  onRefusal(refusal: Refusal): void
  limits?: Partial<ListenerLimits>
  clock: Pick<Clock, 'every' | 'sleep'>
  log: Pick<Log, 'error'>
}

/** What a request came by. */
export interface Connection {
  /** It has shown a key, and is not counted among the anonymous ones any more. */
  trust(): void
  /** The whole body; `undefined` when it has more than `maxBytes` or broke off. */
  readBody(maxBytes: number): Promise<Buffer | undefined>
  /** Calls back when the reply has ended, or its connection has. */
  onReplyEnd(listener: () => void): void
}

export interface Listener {
  port: number
  origin: string
  /** Takes no more requests, lets replies end, and closes every connection. */
  close(): Promise<void>
}

/** Replies that are still running when the listener closes have this long to end by themselves. */
const DRAIN_MS = 2_000
const SWEEP_EVERY_MS = 20
const CHECK_TIMEOUTS_EVERY_MS = 1_000

/**
 * Listens on loopback. Each listener has a configuration and keys of its own; that it answers to no foreign `Host` or
 * `Origin`, and bounds what others may hold of it, is none of them to configure away.
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

/** The reply to a request, under the listener's headers whatever comes of it. */
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

/** What Node's own parser refuses is answered under the same headers. */
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
  // A kept-alive connection whose reply ends after `close()` stays open until it is swept.
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
