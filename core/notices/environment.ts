import tls, { rootCertificates } from 'node:tls'
import { debuglog } from 'node:util'
import type { Notice } from '#contract/host.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Certificates as PEM; each list is read only when it is needed. */
export interface Certificates {
  /** The certificates of NODE_EXTRA_CA_CERTS. */
  extra(): string[]
  /** The certificates that are trusted anyway. */
  believed(): string[]
}

/**
 * Switches without effect here (`core/net/trust/secure-socket.ts`, `core/net/trust/trust-store.ts`); a server of this
 * process parses strictly, too.
 */
const ignoredSwitches = [
  '--insecure-http-parser',
  '--tls-cipher-list',
  '--tls-keylog',
  '--tls-max-v1.2',
  '--tls-min-v1.0',
  '--tls-min-v1.1',
  '--trace-tls',
  '--use-openssl-ca',
]
/** Variables that say which certificates are the system's, or how OpenSSL works. */
const trustVariables = ['OPENSSL_CONF', 'OPENSSL_MODULES', 'SSL_CERT_DIR', 'SSL_CERT_FILE']
const trustSwitches = ['--openssl-config', '--openssl-legacy-provider', '--openssl-shared-config']
/** Variables that load other code, or expose memory. */
const exposingVariables = ['DYLD_INSERT_LIBRARIES', 'LD_AUDIT', 'LD_PRELOAD']
const exposingSwitches = [
  '--abort-on-uncaught-exception',
  '--experimental-loader',
  '--heap-prof',
  '--heapsnapshot-near-heap-limit',
  '--heapsnapshot-signal',
  '--import',
  '--inspect',
  '--inspect-brk',
  '--inspect-wait',
  '--loader',
  '--report-on-fatalerror',
  '--report-on-signal',
  '--report-uncaught-exception',
  '--require',
  '-r',
]

/**
 * The variables, and the switches in NODE_OPTIONS, that would weaken security, and those that are in effect. Switches
 * on the command line are deliberate and not reported.
 */
export function environmentNotices(environment: Environment, certificates: Certificates = ofNode): Notice[] {
  const switches = switchesIn(environment.NODE_OPTIONS ?? '')
  const given = (names: string[]) => names.filter((name) => switches.has(name)).map((name) => `NODE_OPTIONS ${name}`)
  const set = (names: string[]) => names.filter((name) => (environment[name] ?? '') !== '')
  const ignored = [
    ...(environment.NODE_TLS_REJECT_UNAUTHORIZED === '0' ? ['NODE_TLS_REJECT_UNAUTHORIZED'] : []),
    ...set(['NODE_EXTRA_CA_CERTS']).filter(() => adds(certificates)),
    ...set(['SSLKEYLOGFILE']),
    ...given(ignoredSwitches),
  ]
  const trusting = [
    ...set(trustVariables).filter((name) => !isSystemPath(environment[name] ?? '')),
    ...given(trustSwitches),
  ]
  const exposing = [...set(exposingVariables), ...given(exposingSwitches)]
  const rows = { 'environment-ignored': ignored, 'environment-trusts': trusting, 'environment-exposes': exposing }
  return Object.entries(rows).flatMap(([code, names]) =>
    names.length === 0 ? [] : [{ code: code as keyof typeof rows, names: names.join(', ') }],
  )
}

/**
 * NODE_DEBUG values that make Node or undici print sent and received data, secrets included. Read once at the start, so
 * nothing here can switch it off.
 */
export function printingDebugSets(): string[] {
  return ['child_process', 'fetch', 'http', 'http2', 'https', 'net', 'stream', 'tls', 'undici', 'websocket'].filter(
    (name) => debuglog(name).enabled,
  )
}

const ofNode: Certificates = {
  extra: () => tls.getCACertificates('extra'),
  believed: () => [...rootCertificates, ...tls.getCACertificates('system')],
}

/** Naming the system's own list again adds nothing. */
function adds({ extra, believed }: Certificates): boolean {
  try {
    const known = new Set(believed().map((pem) => pem.trim()))
    return extra().some((pem) => !known.has(pem.trim()))
  } catch {
    // A Node or an Electron without these lists.
    return true
  }
}

/** Paths where only the administrator writes: there a variable names the system's own files. */
function isSystemPath(paths: string): boolean {
  return paths.split(':').every((path) => /^\/(?:etc|usr|nix\/store|run\/current-system)\/(?!.*\.\.)/.test(path))
}

/** Node takes `_` for `-` in its switches. */
function switchesIn(nodeOptions: string): Set<string> {
  const words = nodeOptions.match(/(?<![^\s"'])--?[A-Za-z][\w.-]*/g) ?? []
  return new Set(words.map((word) => word.replaceAll('_', '-')))
}
