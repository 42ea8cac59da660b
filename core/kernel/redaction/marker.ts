import { createHash, type Hash } from 'node:crypto'

/**
 * What stands where a secret stood (`MARKER` finds it): its length and the first 24 bits of its SHA-256, so that two sightings of one
 * secret can be told from two secrets. ASCII without quotes, blanks, `&` or `\`, so JSON stays JSON and a query a query.
 */
export function markerFor(secret: string): string {
  return markerOf(secret.length, fingerprintOf(secret))
}

/** The same from its length and its fingerprint. */
export function markerOf(length: number, fingerprint: string): string {
  return `[hidden:${length}-chars:#${fingerprint}]`
}

/** The first 6 hex digits of its SHA-256: enough to recognise a secret, far too little to find one. */
export function fingerprintOf(secret: string): string {
  return fingerprintOfHash(createHash('sha256').update(secret))
}

/** The same of what a hash has been fed. */
export function fingerprintOfHash(hash: Hash): string {
  return hash.digest('hex').slice(0, 6)
}
