import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'
import type { ExchangeView } from '../../contract/exchange.ts'
import type { Stopwatch } from './stopwatch.ts'

export interface DialOptions {
  /** Name resolution; the system's when absent. */
  lookup?: LookupFunction
  /** PEM certificates trusted in place of the built-in ones. */
  ca?: string
}

/**
 * Opens sockets for an undici client and tells the stopwatch how far it is. undici's own connector would do but does
 * not hand out a socket that is still dialling, which a cancelled call has to close.
 */
export function createConnector(
  options: DialOptions,
  dialling: (socket: Socket) => Stopwatch | undefined,
): buildConnector.connector {
  return ({ hostname, port, protocol }, callback) => {
    const secure = protocol === 'https:'
    const address = {
      host: hostname,
      port: Number(port || (secure ? 443 : 80)),
      ...(options.lookup && { lookup: options.lookup }),
    }
    const named = isIP(hostname) === 0
    const socket = secure
      ? connectTls({
          ...address,
          ...(named && { servername: hostname }),
          ...(options.ca !== undefined && { ca: options.ca }),
          ALPNProtocols: ['http/1.1'],
        })
      : connectTcp(address)
    socket.setNoDelay(true)

    const stopwatch = dialling(socket)
    stopwatch?.enter(named ? 'dns' : 'tcp')
    socket.on('lookup', (error) => {
      if (!error) stopwatch?.enter('tcp')
    })
    socket.once('connect', () => (secure ? stopwatch?.enter('tls') : stopwatch?.pause()))

    let settled = false
    const settle = (run: () => void) => {
      if (settled) return
      settled = true
      run()
    }
    socket.once(secure ? 'secureConnect' : 'connect', () =>
      settle(() => {
        stopwatch?.pause()
        callback(null, socket)
      }),
    )
    socket.on('error', (error) => settle(() => callback(error, null)))
  }
}

/** Where a socket leads, as shown with an exchange. */
export function describeConnection(socket: Socket, reused: boolean): NonNullable<ExchangeView['connection']> {
  return {
    remoteAddress: socket.remoteAddress ?? '',
    remotePort: socket.remotePort ?? 0,
    reused,
    ...(socket instanceof TLSSocket && { tls: describeTls(socket) }),
  }
}

function describeTls(socket: TLSSocket) {
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().standardName,
    ...(socket.alpnProtocol && { alpn: socket.alpnProtocol }),
  }
}
