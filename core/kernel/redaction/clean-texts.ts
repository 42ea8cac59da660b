/** Texts in which there was nothing to hide. */
export interface CleanTexts {
  has(text: string): boolean
  add(text: string): void
  /** Another secret is known. */
  clear(): void
}

/** Characters of one, and how many there are. */
const MAX_LENGTH = 4096
const MAX_TEXTS = 64

/**
 * Paths, heads and IP lists are the same from call to call, and somebody waits while they are looked through. The
 * oldest goes first.
 */
export function createCleanTexts(): CleanTexts {
  const texts = new Set<string>()
  return {
    has: (text) => texts.has(text),
    add(text) {
      if (text.length > MAX_LENGTH) return
      texts.add(text)
      const [oldest] = texts
      if (texts.size > MAX_TEXTS && oldest !== undefined) texts.delete(oldest)
    },
    clear: () => texts.clear(),
  }
}
