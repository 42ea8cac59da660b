import { createValueFinder, type ValueFinder } from './by-value.ts'
import type { Span } from './spans.ts'
import { createValueTrie } from './value-trie.ts'

/** Finds secrets by their value. */
export interface KnownValues {
  find(text: string): Span[]
}

/** What its own escapes could be taken for needs a look of its own; no AppSecret and no token has such a character. */
const HAS_AMBIGUOUS = /[^!#$&(-.0-[\]-~]/

interface Known {
  /** As UTF-8 bytes of one character each, where those are others. */
  utf8?: string
  /** In what writing so ever, where that takes more than the trie. */
  finder?: ValueFinder
}

export function createKnownValues(secrets: readonly string[]): KnownValues {
  const known = new Map(secrets.map((secret) => [secret, look(secret)]))
  const trie = createValueTrie()
  for (const secret of secrets) trie.add(secret)

  return {
    find(text) {
      // Without an escape there are only plain forms, and looking for those is far cheaper.
      const hasEscapes = /[%\\]/.test(text)
      let spans = hasEscapes && known.size > 0 ? trie.find(text) : []
      for (const [secret, { utf8, finder }] of known) {
        if (finder && hasEscapes) spans = spans.concat(finder(text))
        if (!hasEscapes) {
          findPlain(text, secret, secret, spans)
          if (utf8 !== undefined) findPlain(text, utf8, secret, spans)
        }
      }
      return spans
    },
  }
}

function look(secret: string): Known {
  const utf8 = Buffer.from(secret).toString('latin1')
  return {
    ...(utf8 !== secret && { utf8 }),
    ...(HAS_AMBIGUOUS.test(secret) && { finder: createValueFinder(secret) }),
  }
}

function findPlain(text: string, needle: string, secret: string, spans: Span[]): void {
  for (let start = text.indexOf(needle); start >= 0; start = text.indexOf(needle, start + needle.length)) {
    spans.push({ start, end: start + needle.length, secret })
  }
}
