import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'
import { proxyUrl } from '#contract/pure/net/proxy.ts'
import type { ConnectionFacts } from '#core/net/http.ts'
import type { ReadyProxy } from '#core/net/proxy/ready-proxy.ts'
import { type HostPort, openTunnel } from '#core/net/proxy/tunnel.ts'
import type { NetworkRoute } from '#core/net/route.ts'
import type { Stopwatch } from '#core/net/stopwatch.ts'
import { openSecureSocket } from '#core/net/trust/secure-socket.ts'
import { isLoopback, NotLoopbackError } from './loopback.ts'

export interface DialOptions {
  /** Name resolution; the system's when absent. */
  lookup?: LookupFunction
  /** Direct, with the built-in certificates, when absent. */
  route?: NetworkRoute
}

/** Follows a connection while it is being opened. */
export interface Dial extends DialOptions {
  /** Called with each socket, also with a TLS socket over another one. Until it is open, only the caller can close it. */
  dialling(socket: Socket): void
  stopwatch(): Stopwatch | undefined
  /** Called with the address, then again with the address and TLS. */
  connected(connection: ConnectionFacts): void
}

/**
 * Opens sockets for an undici client and starts the phases of the stopwatch. undici's own connector does not return a
 * socket that is still dialling, which a cancelled request has to close. Plain http is for this computer alone, so it
 * never goes through a proxy, and rejects with a `NotLoopbackError` when it leads elsewhere.
 */
export function createConnector(dial: Dial): buildConnector.connector {
  return ({ hostname, port, protocol }, callback) => {
    const secure = protocol === 'https:'
    const target = { host: hostname, port: Number(port || (secure ? 443 : 80)) }
    const proxy = secure ? dial.route?.proxy : undefined
    const opened = proxy ? connectViaProxy(proxy, target, dial) : connectDirect(target, secure, dial)
    opened.then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error, null),
    )
  }
}

async function connectDirect(target: HostPort, secure: boolean, dial: Dial): Promise<Socket> {
  const stopwatch = dial.stopwatch()
  const socket = open(target, secure, dial)
  stopwatch?.enter(isIP(target.host) === 0 ? 'dns' : 'tcp')
  socket.on('lookup', (error) => {
    if (!error) stopwatch?.enter('tcp')
  })
  socket.once('connect', () => {
    dial.connected(describe(socket))
    if (secure) stopwatch?.enter('tls')
    else stopwatch?.pause()
  })
  await ready(socket, secure)
  if (!secure) assertLoopback(socket)
  stopwatch?.pause()
  if (socket instanceof TLSSocket) dial.connected({ ...describe(socket), tls: describeTls(socket) })
  return socket
}

async function connectViaProxy(proxy: ReadyProxy, target: HostPort, dial: Dial): Promise<Socket> {
  const stopwatch = dial.stopwatch()
  stopwatch?.enter('tunnel')
  let proxyFacts: ConnectionFacts | undefined
  const tunnel = await openTunnel(proxy, target, async (proxyEndpoint, secure) => {
    const socket = open(proxyEndpoint, secure, dial)
    await ready(socket, secure)
    proxyFacts = { ...describe(socket), via: proxyUrl(proxy) }
    dial.connected(proxyFacts)
    return socket
  })
  stopwatch?.enter('tls')
  const socket = openSecureSocket({ socket: tunnel }, target.host, dial.route?.trust.context())
  dial.dialling(socket)
  await ready(socket, true)
  stopwatch?.pause()
  if (proxyFacts) dial.connected({ ...proxyFacts, tls: describeTls(socket) })
  return socket
}

function open(target: HostPort, secure: boolean, { lookup, route, dialling }: Dial): Socket {
  const address = { ...target, ...(lookup && { lookup }) }
  const socket = secure ? openSecureSocket(address, target.host, route?.trust.context()) : connectTcp(address)
  socket.setNoDelay(true)
  dialling(socket)
  return socket
}

/** Checked on the connected socket and before a byte is written, since a name may resolve to any address. */
function assertLoopback(socket: Socket): void {
  if (isLoopback(socket.remoteAddress)) return
  socket.destroy()
  throw new NotLoopbackError(socket.remoteAddress ?? '')
}

function ready(socket: Socket, secure: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(secure ? 'secureConnect' : 'connect', resolve)
    // Stays on: destroying a socket that is dialling may report once more.
    socket.on('error', reject)
  })
}

function describe(socket: Socket): ConnectionFacts {
  return { remoteAddress: socket.remoteAddress ?? '', remotePort: socket.remotePort ?? 0, reused: false }
}

function describeTls(socket: TLSSocket): NonNullable<ConnectionFacts['tls']> {
  const { O, CN } = socket.getPeerCertificate().issuer ?? {}
  const issuer = [O ?? CN ?? ''].flat().join(', ')
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    ...(socket.alpnProtocol && { alpn: socket.alpnProtocol }),
    ...(issuer !== '' && { issuer }),
  }
}
