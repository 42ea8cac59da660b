import type { ReadyProxy } from './proxy/ready-proxy.ts'
import type { TrustedCertificates } from './trust/trust-store.ts'

/** A network route: no request ever takes another one than it was given. */
export interface NetworkRoute {
  /** Direct when absent. */
  proxy?: ReadyProxy
  /** The certificates trusted for the server, and for a proxy that speaks TLS. */
  trust: TrustedCertificates
}

/** Equal for equal routes. Contains the proxy's password, so it is for comparing in memory only. */
export function routeKey(route: NetworkRoute | undefined): string {
  return route ? JSON.stringify([route.proxy, route.trust.id]) : ''
}
