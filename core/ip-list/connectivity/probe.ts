import type { SecureContext } from 'node:tls'
import type { ConnectivityResult } from '#contract/ip-list.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { openSecureSocket } from '#core/net/trust/secure-socket.ts'

export interface ProbeOptions {
  clock: Clock
  port: number
  /** SNI, and the name that the certificate must be for. */
  servername: string
  /** The trusted certificates. */
  secureContext: SecureContext
  /** Ms for TCP and TLS together. */
  timeoutMs: number
}

/** Opens TCP and TLS to one address and closes them again. Rejects with the signal's reason only. */
export function probe(address: string, options: ProbeOptions, signal: AbortSignal): Promise<ConnectivityResult> {
  const { clock, port, servername, secureContext, timeoutMs } = options
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const started = clock.monotonic()
    let connected: number | undefined
    const timer = new AbortController()
    const socket = openSecureSocket({ host: address, port }, servername, secureContext)
    const end = (settle: () => void) => {
      timer.abort()
      signal.removeEventListener('abort', leave)
      settle()
    }
    const leave = () =>
      end(() => {
        socket.destroy()
        reject(signal.reason)
      })
    const fail = (code: string) =>
      end(() => {
        socket.destroy()
        const stage = connected === undefined ? 'tcp' : 'tls'
        resolve({ address, ok: false, stage, failure: failureOf(code), code })
      })

    signal.addEventListener('abort', leave, { once: true })
    clock.sleep(timeoutMs, timer.signal).then(
      () => fail('ETIMEDOUT'),
      () => {},
    )
    socket.once('connect', () => {
      connected = clock.monotonic()
    })
    socket.once('secureConnect', () =>
      end(() => {
        // The server gets a complete handshake and close, so that its log shows no error.
        socket.destroySoon()
        const between = connected ?? started
        resolve({ address, ok: true, tcpMs: between - started, tlsMs: clock.monotonic() - between })
      }),
    )
    // Stays on: destroying a socket that is dialling may report once more.
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'UNKNOWN'))
  })
}

const failures: Record<string, Extract<ConnectivityResult, { ok: false }>['failure']> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
}

/** Node's codes of refused certificates all contain CERT or SIGNATURE. */
function failureOf(code: string): Extract<ConnectivityResult, { ok: false }>['failure'] {
  return failures[code] ?? (/CERT|SIGNATURE/.test(code) ? 'certificate' : 'other')
}
