import type { ProxyEndpoint } from '#contract/pure/proxy.ts'
import type { TrustedCertificates } from './trust/trust-store.ts'

/** A proxy as it is used; holds its password, so it stays in core. */
export interface ReadyProxy extends ProxyEndpoint {
  password?: string
}

/** How requests leave this computer. Every request of an account goes its way, and takes none other. */
export interface NetworkRoute {
  /** Straight to the API host when absent. */
  proxy?: ReadyProxy
  /** Whose certificates are believed, of the API host and of a proxy that speaks TLS. */
  trust: TrustedCertificates
}

/** Two ways of one key are the same way; holds the password, so it is for maps in memory. */
export function routeKey(route: NetworkRoute | undefined): string {
  return route ? JSON.stringify([route.proxy, route.trust.id]) : ''
}
