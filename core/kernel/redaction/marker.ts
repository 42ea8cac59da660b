import { createHash, type Hash } from 'node:crypto'

/**
 * The replacement of a secret (`MARKER` finds it): its length and the first 24 bits of its SHA-256, so that one secret
 * seen twice differs from two secrets. ASCII without quotes, blanks, `&` or `\`, so JSON stays JSON and a query a
 * query.
 */
export function markerFor(secret: string): string {
  return markerOf(secret.length, fingerprintOf(secret))
}

/** The same from the secret's length and fingerprint. */
export function markerOf(length: number, fingerprint: string): string {
  return `[hidden:${length}-chars:#${fingerprint}]`
}

/** The first 6 hex digits of its SHA-256: enough to recognise a secret, far too little to find one. */
export function fingerprintOf(secret: string): string {
  return fingerprintOfHash(createHash('sha256').update(secret))
}

/** The fingerprint of a hash's input. */
export function fingerprintOfHash(hash: Hash): string {
  return hash.digest('hex').slice(0, 6)
}
