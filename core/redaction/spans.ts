/**
 * A stretch of text, `end` excluded. `secret`: its plain value, when that is known. `from`: where what it was recognised
 * by begins, when that is before `start`.
 */
export interface Span {
  start: number
  end: number
  secret?: string
  from?: number
}

/** Joins spans that overlap; a joined one is no longer one known value. Returns them in order. */
export function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (!last || span.start >= last.end) merged.push(span)
    else if (span.start === last.start && span.end === last.end) merged[merged.length - 1] = { ...last, ...span }
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end }
  }
  return merged
}
