import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { generate } from 'selfsigned'

/** The server's behaviour on one connection's request number `index`; `request` is what it has read so far. */
export type Script = (socket: Socket, request: string, index: number) => void | Promise<void>

export interface WireServer {
  port: number
  origin: string
  /** PEM of its certificate, when it speaks TLS. */
  ca?: string
  /** Bytes of each request as they came, in order of arrival. */
  requests: string[]
  /** Connections accepted so far. */
  connections(): number
  close(): Promise<void>
}

export interface WireServerOptions {
  tls?: boolean
  /** The issuer of its certificate. */
  issuer?: string
  /** Called as soon as a connection is there, before anything is read. */
  onConnection?: (socket: Socket) => void
}

/** A server that speaks raw bytes: for each whole request (by Content-Length) it runs the script. */
export async function startWireServer(script: Script, options: WireServerOptions = {}): Promise<WireServer> {
  const sockets = new Set<Socket>()
  const requests: string[] = []
  let accepted = 0

  const onConnection = (socket: Socket) => {
    accepted++
    sockets.add(socket)
    let unread = ''
    let index = 0
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    options.onConnection?.(socket)
    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1')
      const length = wholeRequest(unread)
      if (length === undefined) return
      const request = unread.slice(0, length)
      unread = unread.slice(length)
      requests.push(request)
      void script(socket, request, index++)
    })
  }

  const { server, ca } = await createServer(options, onConnection)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    port,
    origin: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    ...(ca !== undefined && { ca }),
    requests,
    connections: () => accepted,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function createServer(
  { tls, issuer }: WireServerOptions,
  onConnection: (socket: Socket) => void,
): Promise<{ server: Server; ca?: string }> {
  if (!tls) return { server: createTcpServer(onConnection) }
  const pems = await generate(
    [
      { name: 'commonName', value: 'localhost' },
      ...(issuer === undefined ? [] : [{ name: 'organizationName', value: issuer }]),
    ],
    {
      keySize: 2048,
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    },
  )
  const server = createTlsServer({ key: pems.private, cert: pems.cert, ALPNProtocols: ['http/1.1'] }, onConnection)
  server.on('tlsClientError', () => {})
  return { server, ca: pems.cert }
}

function wholeRequest(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = head + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
  return text.length >= length ? length : undefined
}

/** A good reply with a Content-Length. */
export function reply(body: string | Uint8Array, headers: string[] = [], status = '200 OK'): Buffer {
  const bytes = Buffer.from(body)
  const lines = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; encoding=utf-8',
    `Content-Length: ${bytes.length}`,
    ...headers,
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes])
}

/**
 * Resolves, in the same turn, when the client in this process has read the next reply's head: what a server sends next
 * cannot overtake it.
 */
export function nextHeadArrives(): Promise<void> {
  return new Promise((resolve) => {
    const listener = () => {
      unsubscribe('undici:request:headers', listener)
      resolve()
    }
    subscribe('undici:request:headers', listener)
  })
}
