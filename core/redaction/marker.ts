import { createHash } from 'node:crypto'

/**
 * What stands where a secret stood (`MARKER` finds it): its length and the first 24 bits of its SHA-256, so that two sightings of one
 * secret can be told from two secrets. ASCII without quotes, blanks, `&` or `\`, so JSON stays JSON and a query a query.
 */
export function markerFor(secret: string): string {
  return `[hidden:${secret.length}-chars:#${fingerprintOf(secret)}]`
}

/** The first 6 hex digits of its SHA-256: enough to recognise a secret, far too little to find one. */
export function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 6)
}
