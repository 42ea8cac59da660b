import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { type AttemptEnd, type HttpReply, type HttpRequest, TransportError } from '#core/net/http.ts'
import { createHttpTransport, type HttpTransport, type SendOptions } from '#core/net/transport/http-transport.ts'
import { type Script, startWireServer, type WireServerOptions } from './wire-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

export function open(clock = systemClock): HttpTransport {
  const transport = createHttpTransport({ clock })
  closing.push(transport.close)
  return transport
}

/** A server that speaks raw bytes. */
export async function wire(script: Script, options?: WireServerOptions) {
  const server = await startWireServer(script, options)
  closing.push(server.close)
  return server
}

/** Node's own server, for bodies that are streamed. */
export async function serve(listener: RequestListener) {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.closeAllConnections())
  closing.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An observer that writes down what it is shown. */
export function watch() {
  const seen = { heads: [] as string[], sent: [] as Buffer[], received: [] as Buffer[], ends: [] as AttemptEnd[] }
  const observe = () => ({
    connected() {},
    requestHead: (text: string) => void seen.heads.push(text),
    requestBytes: (chunk: Uint8Array) => void seen.sent.push(Buffer.from(chunk)),
    replyHead() {},
    replyBytes: (chunk: Uint8Array) => void seen.received.push(Buffer.from(chunk)),
    ended: (end: AttemptEnd) => void seen.ends.push(end),
  })
  return { seen, observe }
}

export const get = (origin: string, target = '/'): HttpRequest => ({ method: 'GET', origin, target, headers: [] })
export const options: SendOptions = { poolKey: 'a', repeatable: true }

export async function bytesOf({ body }: HttpReply): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof TransportError)) throw new Error(`not a TransportError: ${error}`)
  return error.failure
}
