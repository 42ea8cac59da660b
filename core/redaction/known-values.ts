import { createValueFinder, plainForms, type ValueFinder } from './by-value.ts'
import type { Span } from './spans.ts'
import { createValueTrie } from './value-trie.ts'

/** Values remembered; the one not seen for longest goes first. */
const MAX_KNOWN = 200

/** The secrets that have been met, found by their value. */
export interface KnownValues {
  know(secret: string): void
  find(text: string): Span[]
}

/** What its own escapes could be taken for needs a look of its own; no AppSecret and no token has such a character. */
const HAS_AMBIGUOUS = /[^!#$&(-.0-[\]-~]/

export function createKnownValues(): KnownValues {
  const known = new Map<string, ValueFinder | undefined>()
  let trie = createValueTrie()

  return {
    know(secret) {
      const isNew = !known.has(secret)
      const finder = isNew && HAS_AMBIGUOUS.test(secret) ? createValueFinder(secret) : known.get(secret)
      known.delete(secret)
      known.set(secret, finder)
      if (isNew) trie.add(secret)
      const oldest = known.keys().next()
      if (known.size <= MAX_KNOWN || oldest.done) return
      known.delete(oldest.value)
      trie = createValueTrie()
      for (const other of known.keys()) trie.add(other)
    },
    find(text) {
      if (known.size === 0) return []
      // Without an escape there are only plain forms, and looking for those is far cheaper.
      if (!/[%\\]/.test(text)) return [...known.keys()].flatMap((secret) => plainForms(text, secret))
      const ambiguous = [...known.values()].flatMap((find) => find?.(text) ?? [])
      return [...trie.find(text), ...ambiguous]
    },
  }
}
