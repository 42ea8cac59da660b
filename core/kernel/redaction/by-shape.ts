import type { Span } from './spans.ts'

/**
 * An AppSecret (32 hex digits) or a token (opaque, 100 to 512 characters; 64 so that a cut one is still seen). A `rid`
 * and a date are shorter.
 */
const SHAPE = /(?<![A-Za-z0-9_-])(?:[0-9a-f]{32}|[A-Za-z0-9_-]{64,})(?![A-Za-z0-9_-])/g

/** What looks like a secret, whatever stands around it. Only for replies of token endpoints. */
export function findByShape(text: string): Span[] {
  return [...text.matchAll(SHAPE)].map(({ index, 0: match }) => ({ start: index, end: index + match.length }))
}
