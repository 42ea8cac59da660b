import type { HideSecret } from '#core/serving/secret-set.ts'

/** Stands for a redactor: `hidden` are the secrets that it keeps out of the log now. */
export function createHiddenSecrets() {
  const hidden = new Set<string>()
  const hide: HideSecret = (secret) => {
    hidden.add(secret)
    return () => hidden.delete(secret)
  }
  return { hidden, hide }
}
