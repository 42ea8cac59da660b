import type { Socket } from 'node:net'
import { Client } from 'undici'
import { proxyUrl } from '#contract/pure/net/proxy.ts'
import { basicAuth, type ReadyProxy } from './ready-proxy.ts'
import { socks5 } from './socks5.ts'
import { type TunnelFailure, TunnelRefusal } from './tunnel-refusal.ts'

export interface HostPort {
  /** A name, or an address without brackets. */
  host: string
  port: number
}

/** A proxy opened no tunnel. Carries no text of the proxy's own but its status. */
export class TunnelError extends Error {
  /** As in `socks5://127.0.0.1:1080`. */
  readonly proxy: string
  readonly failure: TunnelFailure

  constructor(proxy: ReadyProxy, failure: TunnelFailure) {
    super(failure.kind)
    this.name = 'TunnelError'
    this.proxy = proxyUrl(proxy)
    this.failure = failure
  }
}

/** Most bytes of the head of a proxy's reply. */
const MAX_PROXY_HEAD_BYTES = 16 * 1024

/**
 * Opens a tunnel through the proxy to `target`; the proxy looks up the name. `dial` opens the socket to the proxy
 * itself. Rejects with a `TunnelError`.
 */
export async function openTunnel(
  proxy: ReadyProxy,
  target: HostPort,
  dial: (place: HostPort, secure: boolean) => Promise<Socket>,
): Promise<Socket> {
  const connect = async () => {
    try {
      return await dial({ host: proxy.host.replace(/^\[(.*)\]$/, '$1'), port: proxy.port }, proxy.kind === 'https')
    } catch (error) {
      throw new TunnelError(proxy, { kind: 'unreachable', reason: codeOf(error) })
    }
  }
  try {
    return await (proxy.kind === 'socks5' ? throughSocks(connect, proxy, target) : throughHttp(connect, proxy, target))
  } catch (error) {
    if (error instanceof TunnelError) throw error
    throw new TunnelError(proxy, error instanceof TunnelRefusal ? error.failure : { kind: 'not-understood' })
  }
}

async function throughSocks(connect: () => Promise<Socket>, proxy: ReadyProxy, target: HostPort): Promise<Socket> {
  const socket = await connect()
  try {
    await socks5(socket, target, proxy)
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/** The same CONNECT for `http` and `https` proxies, by undici's own client. */
async function throughHttp(connect: () => Promise<Socket>, proxy: ReadyProxy, target: HostPort): Promise<Socket> {
  const host = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`
  const authorization = basicAuth(proxy)
  const client = new Client(proxyUrl(proxy), {
    connect: (_options, callback) => {
      connect().then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      )
    },
    connectTimeout: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_PROXY_HEAD_BYTES,
    allowH2: false,
  })
  try {
    const { statusCode, socket } = await client.connect({
      path: host,
      headers: { host, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
    })
    if (statusCode >= 200 && statusCode < 300) return socket as Socket
    socket.on('error', () => {}).destroy()
    if (statusCode === 407) {
      throw new TunnelRefusal({ kind: 'auth', reason: authorization === undefined ? 'needed' : 'wrong' })
    }
    throw new TunnelRefusal({ kind: 'refused', answer: `HTTP ${statusCode}` })
  } finally {
    // The client no longer owns a socket that was taken from it.
    void client.destroy()
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
}
