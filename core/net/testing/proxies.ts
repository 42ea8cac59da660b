import { once } from 'node:events'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

export interface TestProxy {
  port: number
  /** The proxy as a person types it. */
  url: string
  /** Requested targets in order: `host:port`. */
  asked: string[]
  /** Everything that clients sent, tunnelled bytes included. */
  heard(): Buffer
  /** Connections accepted so far. */
  connections(): number
  close(): Promise<void>
}

export interface TestProxyOptions {
  /** Required credentials, as `name:word`. */
  credentials?: string
  /** TLS to the proxy itself. */
  tls?: { key: string; cert: string }
  /** The target of every tunnel, whatever was requested. */
  leadsTo?: number
}

interface Connection {
  socket: Socket
  /** Reads `size` bytes, and leaves the rest in the socket. */
  next(size: number): Promise<Buffer>
  /** Connects to what the client asks for. */
  reach(place: string): Promise<Socket>
  /** From now on, everything is passed on in both directions. */
  join(onward: Socket): void
}

/** The proxy's behaviour on a connection. */
type Serve = (connection: Connection) => void

/** An HTTP proxy that only tunnels. */
export function startHttpProxy({ credentials, ...options }: TestProxyOptions = {}): Promise<TestProxy> {
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
  return startProxy(options.tls ? 'https' : 'http', options, ({ socket, next, reach, join }) => {
    const serve = async (): Promise<unknown> => {
      let head = ''
      while (!head.endsWith('\r\n\r\n')) head += (await next(1)).toString('latin1')
      const place = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head)?.[1]
      if (!place) return socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
      if (wanted && /\r\nproxy-authorization: (.*)\r\n/i.exec(head)?.[1] !== wanted) {
        return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n')
      }
      const onward = await reach(place).catch(() => undefined)
      if (!onward) return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      return join(onward)
    }
    serve().catch(() => socket.destroy())
  })
}

/** A SOCKS5 server, as `ssh -D` is one; names are looked up here. */
export function startSocksProxy({ credentials, ...options }: TestProxyOptions = {}): Promise<TestProxy> {
  return startProxy('socks5', options, ({ socket, next, reach, join }) => {
    const serve = async (): Promise<unknown> => {
      const [version, count = 0] = await next(2)
      if (version !== 5) return socket.destroy()
      const methods = await next(count)
      const method = credentials === undefined ? 0 : 2
      if (!methods.includes(method)) return socket.end(Buffer.from([5, 0xff]))
      socket.write(Buffer.from([5, method]))
      if (credentials !== undefined) {
        const [, length = 0] = await next(2)
        const name = (await next(length)).toString()
        const word = (await next((await next(1))[0] ?? 0)).toString()
        const good = `${name}:${word}` === credentials
        socket.write(Buffer.from([1, good ? 0 : 1]))
        if (!good) return socket.end()
      }
      const [, , , type] = await next(4)
      const host = await (type === 1
        ? next(4).then((bytes) => [...bytes].join('.'))
        : type === 4
          ? next(16).then((bytes) => `[${bytes.toString('hex').replace(/(....)(?=.)/g, '$1:')}]`)
          : next(1).then(async ([length = 0]) => (await next(length)).toString()))
      const onward = await reach(`${host}:${(await next(2)).readUInt16BE()}`).catch(() => undefined)
      if (!onward) return socket.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0]))
      socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
      return join(onward)
    }
    serve().catch(() => socket.destroy())
  })
}

/** A server with any behaviour in place of a proxy. */
export function startHostileProxy(kind: string, serve: (socket: Socket) => void): Promise<TestProxy> {
  return startProxy(kind, {}, ({ socket }) => serve(socket))
}

async function startProxy(kind: string, { tls, leadsTo }: TestProxyOptions, serve: Serve): Promise<TestProxy> {
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const heard: Buffer[] = []
  let accepted = 0
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const reach = async (place: string) => {
    asked.push(place)
    const onward = keep(connect(leadsTo ?? Number(place.split(':').at(-1)), '127.0.0.1'))
    await once(onward, 'connect')
    return onward
  }
  const accept = (socket: Socket) => {
    accepted++
    keep(socket)
    serve({
      socket,
      reach,
      async next(size) {
        const bytes = await read(socket, size)
        heard.push(bytes)
        return bytes
      },
      join(onward) {
        socket.on('data', (chunk: Buffer) => heard.push(chunk))
        socket.pipe(onward).pipe(socket)
        socket.on('close', () => onward.destroy())
        onward.on('close', () => socket.destroy())
      },
    })
  }
  const server: Server = tls ? createTlsServer(tls, accept) : createTcpServer(accept)
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${kind}://127.0.0.1:${port}`,
    asked,
    heard: () => Buffer.concat(heard),
    connections: () => accepted,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function read(socket: Socket, size: number): Promise<Buffer> {
  if (size === 0) return Buffer.alloc(0)
  for (;;) {
    const bytes = socket.read(size) as Buffer | null
    if (bytes) return bytes
    if (socket.readableEnded || socket.destroyed) throw new Error('gone')
    await Promise.race([once(socket, 'readable'), once(socket, 'close')])
  }
}
