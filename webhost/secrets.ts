import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Random text for a fragment or a header: 6 bits a character. */
export function newSecret(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

/** Equal lengths, so that the time of a comparison tells nothing. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The entry whose digest is that of `text`. Looks at all of them, whichever it is. */
export function findByDigest<Entry extends { digest: Buffer }>(
  entries: Iterable<Entry>,
  text: string,
): Entry | undefined {
  const wanted = digest(text)
  let found: Entry | undefined
  for (const entry of entries) if (timingSafeEqual(entry.digest, wanted)) found = entry
  return found
}
