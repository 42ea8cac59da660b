import { secureContextOf } from '#core/net/trust/secure-socket.ts'
import type { TrustedCertificates } from '#core/net/trust/trust-store.ts'

/** Trusts these certificates and no others. */
export function trustIn(...ca: string[]): TrustedCertificates {
  return { id: ca.join(), context: () => secureContextOf(ca) }
}
