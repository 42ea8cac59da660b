/**
 * A range of bytes, `end` excluded. `secret`: its plain value, if known. `from`: where the key or mark it was
 * recognised by begins, when that is before `start`.
 */
export interface Span {
  start: number
  end: number
  secret?: string
  from?: number
}

/** Joins spans that overlap, in order; a span joined of two values has no known value. */
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
 * The parts of `found` outside of the markers, which are in order: a span with a marker in it is cut around it. A known
 * value stays whole, even if it looks like a marker.
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
