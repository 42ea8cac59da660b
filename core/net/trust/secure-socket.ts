import { constants } from 'node:crypto'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { connect, createSecureContext, rootCertificates, type SecureContext, type TLSSocket } from 'node:tls'

/** Where to speak TLS: over an open socket, or at an address that is still to be dialled. */
export type SecurePeer = { socket: Socket } | { host: string; port: number; lookup?: LookupFunction }

/**
 * Opens TLS to the peer, whose certificate must be for `name` (a name, or an address without brackets) and be issued by
 * a CA of the context, the built-in ones when absent. The only place that opens TLS: Node takes options that are not
 * set here from the environment, which must not be able to switch off a check or to write down keys.
 */
export function openSecureSocket(peer: SecurePeer, name: string, secureContext = builtIn()): TLSSocket {
  const socket = connect({
    ...(isIP(name) === 0 ? { servername: name } : { host: name }),
    ...peer,
    secureContext,
    ALPNProtocols: ['http/1.1'],
    // Node's own default is NODE_TLS_REJECT_UNAUTHORIZED.
    rejectUnauthorized: true,
    // … --trace-tls.
    enableTrace: false,
  })
  // … --tls-keylog, which has no option that overrides it.
  socket.removeAllListeners('keylog')
  return socket
}

/** Trusts these certificates (PEM) and no others, and speaks TLS 1.2 and 1.3 only. Takes about 0.1 s. */
export function secureContextOf(ca: readonly string[]): SecureContext {
  return createSecureContext({
    ca: [...ca],
    // Node's own defaults are --tls-min-v1.x, --tls-max-v1.x and --tls-cipher-list.
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers: constants.defaultCoreCipherList,
  })
}

let builtInContext: SecureContext | undefined

function builtIn(): SecureContext {
  builtInContext ??= secureContextOf(rootCertificates)
  return builtInContext
}
