import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import { type Capture, type Failure, headersFromRaw } from '#core/net/capture.ts'
import { type ConnectionFacts, createConnector, type DialOptions } from './connector.ts'

/** What is sent. Content-Length is added for a body, so it is never chunked. */
export interface Outgoing {
  method: 'GET' | 'POST'
  /** Path and query. */
  target: string
  /** In wire order, after `host` and `connection`. */
  headers: [name: string, value: string][]
  body?: Uint8Array
}

export interface ConnectionOptions extends DialOptions {
  /** Body bytes accepted from the wire. */
  maxBytes: number
}

/** One connection at a time to one origin, and one request at a time on it, so that every event has one owner. */
export interface HttpConnection {
  /** Resolves when the capture is complete, well or not; never rejects. */
  run(outgoing: Outgoing, capture: Capture): Promise<void>
  /** Ends the running request and closes the connection. */
  cut(failure: Failure): void
  /** Another request may use it. */
  usable(): boolean
  close(): void
}

/** Bytes of a reply's head. */
export const MAX_HEAD_BYTES = 64 * 1024
const SEND_HEADERS = 'undici:client:sendHeaders'

export function createHttpConnection(origin: string, options: ConnectionOptions): HttpConnection {
  let current: { outgoing: Outgoing; capture: Capture; settle: (failure?: Failure) => void } | undefined
  /** The one dialled last, which ends those below it. */
  let dialled: Socket | undefined
  /** The one that requests go over. */
  let socket: Socket | undefined
  let connection: ConnectionFacts | undefined
  let watched: Socket | undefined
  let closed = false

  const dial = createConnector(options, {
    dialling(next) {
      dialled = next
      if (current) current.capture.dialled = true
    },
    stopwatch: () => current?.capture.stopwatch,
    connected(so) {
      connection = so
      if (current) current.capture.connection = so
    },
  })
  const connect: typeof dial = (target, callback) =>
    dial(target, (...result) => {
      socket = result[1] ?? undefined
      callback(...result)
    })
  // The one time limit is the recorder's; undici's own would be a second one.
  const client = new Client(origin, {
    connect,
    connectTimeout: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEAD_BYTES,
    allowH2: false,
  })

  const onSendHeaders = (message: unknown) => {
    const event = message as { headers: string; socket: Socket }
    // A tunnel's own request, which holds the proxy's password, goes over another socket.
    if (!current || event.socket !== socket) return
    const { capture, outgoing } = current
    capture.sent = { text: event.headers, ...(outgoing.body && { bodyBytes: outgoing.body.length }) }
    if (connection) capture.connection = { ...connection, reused: !capture.dialled }
    capture.stopwatch.enter('send')
    if (watched === socket) return
    watched = socket
    // undici reads by `readable`, and beside that a `data` listener sees what is read without making it flow.
    event.socket.on('data', (chunk: Buffer) => current?.capture.version.see(chunk))
  }
  subscribe(SEND_HEADERS, onSendHeaders)

  const close = () => {
    if (closed) return
    closed = true
    unsubscribe(SEND_HEADERS, onSendHeaders)
    void client.destroy()
    // A socket that is still dialling is not undici's yet.
    dialled?.destroy()
  }

  const cut = (failure: Failure) => {
    current?.settle(failure)
    close()
  }

  return {
    run: (outgoing, capture) =>
      new Promise((resolve) => {
        const settle = (failure?: Failure) => {
          if (current?.capture !== capture) return
          if (failure) capture.failure = failure
          current = undefined
          resolve()
        }
        current = { outgoing, capture, settle }
        const overCap = () => cut({ kind: 'over-cap' })
        client.dispatch(
          {
            method: outgoing.method,
            path: outgoing.target,
            headers: outgoing.headers.flat(),
            ...(outgoing.body && { body: outgoing.body }),
          },
          captureInto(capture, settle, { maxBytes: options.maxBytes, overCap }),
        )
      }),
    cut,
    usable: () => !closed && !current,
    close,
  }
}

function captureInto(
  capture: Capture,
  settle: (failure?: Failure) => void,
  limit: { maxBytes: number; overCap: () => void },
): Dispatcher.DispatchHandler {
  return {
    onRequestStart() {},
    onRequestSent: () => capture.stopwatch.enter('wait'),
    onResponseStarted: () => capture.stopwatch.enter('download'),
    onResponseStart(controller, status, _headers, statusText) {
      // An interim head: the reply is still to come.
      if (status < 200) return capture.stopwatch.enter('wait')
      capture.head = { status, statusText: statusText ?? '', headers: headersFromRaw(controller.rawHeaders) }
    },
    onResponseData(_controller, chunk) {
      capture.receivedBytes += chunk.length
      capture.body.push(chunk)
      if (capture.receivedBytes > limit.maxBytes) limit.overCap()
    },
    onResponseEnd(controller) {
      capture.trailers = headersFromRaw(controller.rawTrailers)
      settle()
    },
    onResponseError: (_controller, error) => settle({ kind: 'error', error }),
  }
}
