import type { ReadyProxy } from './proxy/ready-proxy.ts'
import type { TrustedCertificates } from './trust/trust-store.ts'

/** How requests leave this computer: no request ever takes another route than the one it was given. */
export interface NetworkRoute {
  /** Direct when absent. */
  proxy?: ReadyProxy
  /** Whose certificates are believed, of the server and of a proxy that speaks TLS. */
  trust: TrustedCertificates
}

/** Equal for equal routes. Contains the proxy's password, so it is for comparing in memory only. */
export function routeKey(route: NetworkRoute | undefined): string {
  return route ? JSON.stringify([route.proxy, route.trust.id]) : ''
}
