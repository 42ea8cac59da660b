import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'

/** Redacts a secret from everything logged or recorded, until the returned function is called. */
export type HideSecret = (secret: string) => () => void

/** Random keys or tickets, each with its data. Only a digest of the secret is stored. */
export function createSecretSet<Facts extends object>(hide: HideSecret) {
  const held = new Map<Facts, { digest: Buffer; unhide(): void }>()
  return {
    /** A new secret of `bytes` random bytes, as text for a header or a fragment. */
    issue(bytes: number, facts: Facts) {
      const secret = randomBytes(bytes).toString('base64url')
      held.set(facts, { digest: digestOf(secret), unhide: hide(secret) })
      return secret
    },
    /** Takes as long whether there is such a secret or not, and whichever it is. */
    find(secret: string) {
      const wanted = digestOf(secret)
      let found: Facts | undefined
      for (const [facts, { digest }] of held) if (timingSafeEqual(digest, wanted)) found = facts
      return found
    },
    delete(facts: Facts) {
      held.get(facts)?.unhide()
      held.delete(facts)
    },
    /** In the order of issue. */
    all: () => [...held.keys()],
  }
}

export function hideIn(redactor: Pick<Redactor, 'hold' | 'release'>): HideSecret {
  return (secret) => {
    const owner = `serving ${randomUUID()}`
    redactor.hold(owner, secret)
    return () => redactor.release(owner)
  }
}

/** Equal lengths, so that the comparison time reveals nothing. */
function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
