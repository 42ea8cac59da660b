import { secureContextOf } from '#core/net/secure-socket.ts'
import type { Trust } from '#core/net/trust.ts'

/** Believes these certificates and no others. */
export function trustIn(...ca: string[]): Trust {
  return { id: ca.join(), context: () => secureContextOf(ca) }
}
