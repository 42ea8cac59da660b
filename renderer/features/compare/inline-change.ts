/** A line in three: what it shares with the other line before and after, and what is its own. */
export interface InlineChange {
  before: string
  own: string
  after: string
}

/** Lines that share less than this part of the longer one are not marked inside: all of it is different. */
const LEAST_SHARED = 0.3

/** What of two lines differs, as one stretch of each. A character of two units is not cut. */
export function inlineChange(a: string, b: string): { a: InlineChange; b: InlineChange } | undefined {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  if (start > 0 && isHigh(a.charCodeAt(start - 1))) start -= 1
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  if (end > 0 && isLow(a.charCodeAt(a.length - end))) end -= 1
  const shared = a.slice(0, start).trim().length + a.slice(a.length - end).trim().length
  if (shared < Math.max(a.trim().length, b.trim().length) * LEAST_SHARED) return undefined
  const cut = (text: string): InlineChange => ({
    before: text.slice(0, start),
    own: text.slice(start, text.length - end),
    after: text.slice(text.length - end),
  })
  return { a: cut(a), b: cut(b) }
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000
