import { MARKER } from '../../contract/pure/marker.ts'
import type { Span } from './spans.ts'

/** `access_token`, `AccessToken`, `secret`, `appsecret`, `app_secret`, and longer names that end so. */
const KEY = '(?:access(?:[_-]|%(?:25)*5f)?token|secret)'
/**
 * What may stand between a key's separator and its value. No two parts of it can share a blank, or a run of blanks
 * would take quadratic time.
 */
const OPENING = String.raw`>?\s*(?:\[\s*)?`
const NOT_HIDDEN = `(?!${MARKER})`
/** A bare value; what ends it in queries, forms, headers, cookies, JSON and prose. */
const BARE = String.raw`[^\s&"'<>#;,{}\\]`
const ENCODED_QUOTE = '(?:%(?:25)*2[27])?'

/**
 * Each pattern ends in the value. They ask little of what comes before and after, since the text may be cut anywhere
 * or be no JSON at all.
 */
const patterns = [
  // key: "value", also escaped inside another string: it ends at a quote with as many backslashes as the first one.
  String.raw`${KEY}\\*["']?\s*[:=]${OPENING}(\\*)(["'])${NOT_HIDDEN}(?<value>(?:[^"'\\]|(?!\2)["']|\\+(?![\\"'])|\1\\+["'])+)`,
  // "key": value
  String.raw`${KEY}\\*["']\s*[:=]${OPENING}(?!\[|(?:true|false|null)\b)(?<value>${BARE}+)`,
  // key=value
  `${KEY}=(?!=)${NOT_HIDDEN}(?<value>${BARE}+)`,
  // key: value, where a short word is more likely prose
  String.raw`${KEY}:[ \t]*${NOT_HIDDEN}(?<value>${BARE}{8,})`,
  // key%3Dvalue and %22key%22%3A%22value%22
  `${KEY}${ENCODED_QUOTE}%(?:25)*3[ad]${ENCODED_QUOTE}${NOT_HIDDEN}(?<value>(?:(?!%(?:25)*2[267])${BARE})+)`,
].map((source) => new RegExp(source, 'gi'))

/** Values that follow a key which names a secret. */
export function findByKey(text: string): Span[] {
  // Every key has one of these words in it, and most texts have neither.
  if (!/token|secret/i.test(text)) return []
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const end = match.index + match[0].length
      return { from: match.index, start: end - (match.groups?.value?.length ?? 0), end }
    }),
  )
}
