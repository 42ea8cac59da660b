import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceRequest } from './api/routes.ts'

/** The current network faults. */
export interface Faults {
  /** Delay in ms before a request is handled. */
  delayMs: number
  /** The socket is reset before the head. */
  reset: boolean
  /** Only the first half of the JSON is sent; Content-Length agrees with what is sent. */
  truncate: boolean
}

/** The service behind the gateway. */
export interface Backend {
  /** Called for every request that reaches the gateway. */
  arrived(path: string): void
  faults(): Faults
  /** Epoch ms, for the Date header. */
  now(): number
  answer(request: ServiceRequest): Record<string, unknown>
}

const maxBodyBytes = 64 * 1024

/** HTTP as WeChat's gateway speaks it: always 200 and JSON, except 412 for a chunked body. */
export function createGateway(backend: Backend): Server {
  return createServer((request, response) => void serve(request, response, backend))
}

async function serve(request: IncomingMessage, response: ServerResponse, backend: Backend): Promise<void> {
  const [path = '', search = ''] = (request.url ?? '').split('?', 2)
  backend.arrived(path)
  if (request.headers['transfer-encoding'] !== undefined) return refuse(response, 412)
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return refuse(response, 413)

  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const faults = backend.faults()
  let body: string
  try {
    body = await text(request)
    if (faults.delayMs > 0) await sleep(faults.delayMs, undefined, { signal: gone.signal })
  } catch {
    // The caller closed the connection, so no reply is sent.
    return
  }
  if (faults.reset) {
    request.socket.resetAndDestroy()
    return
  }
  const answer = backend.answer({
    method: request.method ?? '',
    path,
    query: new URLSearchParams(search),
    contentType: request.headers['content-type'] ?? '',
    body,
  })
  const json = Buffer.from(JSON.stringify(answer))
  const sent = faults.truncate ? json.subarray(0, json.length / 2) : json
  response.sendDate = false
  response.writeHead(200, {
    Date: new Date(backend.now()).toUTCString(),
    'Content-Type': 'application/json; encoding=utf-8',
    'Content-Length': sent.length,
  })
  response.end(sent)
}

/** Closes the connection too, since the body is left unread. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0, Connection: 'close' }).end()
}
