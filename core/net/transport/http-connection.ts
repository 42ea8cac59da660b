import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import type { AttemptObserver, ConnectionFacts, Failure, HttpHeaders, HttpRequest, ReplyHead } from '#core/net/http.ts'
import type { Stopwatch } from '#core/net/stopwatch.ts'
import { createConnector, type DialOptions } from './connector.ts'
import type { Flow } from './reply-body.ts'
import { watchReplyVersion } from './reply-version.ts'
import { type RequestBody, requestBodyOf } from './request-body.ts'

/** Events of the request that runs on a connection. */
export interface RequestEvents extends Omit<AttemptObserver, 'replyHead' | 'ended'> {
  stopwatch: Stopwatch
  replyHead(head: ReplyHead, flow: Flow): void
  /** Called once, last. */
  ended(ending: Ending): void
}

type Ending = { trailers: HttpHeaders } | { failure: Failure }

/** One socket at a time to one origin, and one request at a time on it, so that every event has one owner. */
export interface HttpConnection {
  run(request: HttpRequest, events: RequestEvents): void
  /** Ends the running request and closes the socket. */
  cut(failure: Failure): void
  /** The connection can be used for another request. */
  usable(): boolean
  close(): void
}

/** Most bytes of a response's head. */
export const MAX_HEAD_BYTES = 64 * 1024

interface Running {
  request: HttpRequest
  events: RequestEvents
  body: RequestBody
  /** A socket was opened for this request. */
  dialled: boolean
  /** Written and not reported yet: undici writes the head together with the first bytes of the body. */
  unreportedHead: string | undefined
}

export function createHttpConnection(origin: string, options: DialOptions): HttpConnection {
  let running: Running | undefined
  /** The socket dialled last; closing it closes those below it. */
  let dialled: Socket | undefined
  let facts: ConnectionFacts | undefined
  let version = watchReplyVersion()
  let closed = false

  const dial = createConnector({
    ...options,
    dialling(next) {
      dialled = next
      if (running) running.dialled = true
    },
    stopwatch: () => running?.events.stopwatch,
    connected(known) {
      facts = known
      running?.events.connected(known)
    },
  })
  const connect: typeof dial = (target, callback) =>
    dial(target, (...result) => {
      const [, socket] = result
      if (socket) {
        onSendHeaders.set(socket, begin)
        // undici reads by `readable`, and beside that a `data` listener sees what is read without making it flow.
        socket.on('data', (chunk: Buffer) => version.see(chunk))
      }
      callback(...result)
    })
  // The time limits are the transport's; undici's own would be a second set.
  const client = new Client(origin, {
    connect,
    connectTimeout: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEAD_BYTES,
    allowH2: false,
  })

  const begin = (head: string) => {
    if (!running) return
    version = watchReplyVersion()
    if (facts) running.events.connected({ ...facts, reused: !running.dialled })
    running.unreportedHead = head
    running.events.stopwatch.enter('send')
  }

  const close = () => {
    if (closed) return
    closed = true
    void client.destroy()
    // A socket that is still dialling is not undici's yet.
    dialled?.destroy()
  }

  const end = (current: Running, ending: Ending) => {
    if (running !== current) return
    running = undefined
    // First, so that no other request is sent on a connection that has failed.
    if ('failure' in ending) close()
    current.body.dispose()
    current.events.ended(ending)
  }

  return {
    run(request, events) {
      const body = requestBodyOf(request)
      running = { request, events, body, dialled: false, unreportedHead: undefined }
      client.dispatch(
        {
          method: request.method as Dispatcher.HttpMethod,
          path: request.target,
          headers: [...request.headers, ...body.headers].flat(),
          ...(body.value && { body: body.value }),
        },
        handlerFor(running, () => version.current() ?? '1.1', end),
      )
    },
    cut(failure) {
      if (running) end(running, { failure })
      else close()
    },
    usable: () => !closed && !running,
    close,
  }
}

/** Turns undici's callbacks for one request into its events. */
function handlerFor(
  current: Running,
  httpVersion: () => string,
  end: (current: Running, ending: Ending) => void,
): Dispatcher.DispatchHandler {
  const { request, events, body } = current
  const reportHead = (framing: string) => {
    if (current.unreportedHead === undefined) return
    events.requestHead(current.unreportedHead + framing)
    current.unreportedHead = undefined
  }
  return {
    onRequestStart() {},
    onBodySent(chunk: Uint8Array) {
      reportHead(body.framing)
      events.requestBytes(chunk)
    },
    onRequestSent() {
      // The head is reported here only when the request has no body.
      reportHead(expectsBody.has(request.method) ? 'content-length: 0\r\n' : '')
      events.stopwatch.enter('wait')
    },
    onResponseStarted: () => events.stopwatch.enter('download'),
    onResponseStart(controller, status, _headers, statusText = '') {
      // An interim head: the response is still to come.
      if (status < 200) return events.stopwatch.enter('wait')
      const head = { status, statusText, httpVersion: httpVersion(), headers: headersFromRaw(controller.rawHeaders) }
      events.replyHead(head, controller)
    },
    onResponseData: (_controller, chunk) => events.replyBytes(chunk),
    onResponseEnd: (controller) => end(current, { trailers: headersFromRaw(controller.rawTrailers) }),
    onResponseError(_controller, error) {
      const failed = body.failure()
      end(current, { failure: failed ? { kind: 'request-body', ...failed } : { kind: 'error', error } })
    },
  }
}

/** Methods for which undici sends `content-length: 0` when there is no body. */
const expectsBody = new Set(['PUT', 'POST', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'])

/** From undici's flat list of bytes; Latin-1, which keeps every byte. */
function headersFromRaw(raw: unknown): HttpHeaders {
  if (!Array.isArray(raw)) return []
  const texts = raw.map((part: unknown) => (Buffer.isBuffer(part) ? part.toString('latin1') : String(part)))
  return Array.from({ length: texts.length / 2 }, (_, at) => [texts[2 * at] ?? '', texts[2 * at + 1] ?? ''])
}

/** Listener by socket: called with the head that undici is about to write there. */
const onSendHeaders = new WeakMap<Socket, (head: string) => void>()
subscribe('undici:client:sendHeaders', (message) => {
  const { headers, socket } = message as { headers: string; socket: Socket }
  // A tunnel's own request, which holds the proxy's password, goes over a socket that has no listener.
  onSendHeaders.get(socket)?.(headers)
})
