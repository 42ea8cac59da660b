/**
 * A stretch of bytes, `end` excluded. `secret`: its plain value, when that is known. `from`: where what it was recognised
 * by begins, when that is before `start`.
 */
export interface Span {
  start: number
  end: number
  secret?: string
  from?: number
}

/** Joins spans that overlap; one that is joined of two values is no known value. Returns them in order. */
export function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (!last || span.start >= last.end) merged.push(span)
    else if (span.start === last.start && span.end === last.end) merged[merged.length - 1] = { ...last, ...span }
    else if (span.end > last.end) {
      const isSame = span.secret !== undefined && span.secret === last.secret
      merged[merged.length - 1] = { start: last.start, end: span.end, ...(isSame && { secret: span.secret }) }
    }
  }
  return merged
}

/**
 * What of `found` is outside of the markers, which come in order: of a span that has one in it what is left of it and
 * right of it. A known value stays whole, whatever it looks like.
 */
export function without(markers: Span[], found: Span[]): Span[] {
  if (markers.length === 0) return found
  return found.flatMap((span) => {
    const parts: Span[] = []
    let from = span.start
    for (let at = firstAfter(markers, span.start); ; at++) {
      const marker = markers[at]
      if (!marker || marker.start >= span.end) break
      if (marker.start <= span.start && marker.end >= span.end) return []
      if (span.secret !== undefined) return [span]
      if (marker.start > from) parts.push({ ...span, start: from, end: marker.start })
      from = Math.max(from, marker.end)
    }
    return from < span.end ? [...parts, { ...span, start: from }] : parts
  })
}

/** The first marker that ends after `place`. */
function firstAfter(markers: Span[], place: number): number {
  let [low, high] = [0, markers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((markers[middle]?.end ?? 0) > place) high = middle
    else low = middle + 1
  }
  return low
}
