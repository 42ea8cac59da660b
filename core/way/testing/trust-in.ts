import { secureContextOf } from '#core/way/secure-socket.ts'
import type { Trust } from '#core/way/trust.ts'

/** Believes these certificates and no others. */
export function trustIn(...ca: string[]): Trust {
  return { id: ca.join(), context: () => secureContextOf(ca) }
}
