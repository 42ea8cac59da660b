import { MARKER } from '../../contract/pure/marker.ts'
import { findByKey } from './by-key.ts'
import { findByShape } from './by-shape.ts'
import { createValueFinder, type ValueFinder } from './by-value.ts'
import { markerFor } from './marker.ts'
import type { Redactor } from './redactor.ts'
import { mergeSpans, type Span } from './spans.ts'

/** Values remembered; the one not seen for longest goes first. */
const MAX_KNOWN = 200
/** A shorter value would be found everywhere by chance. */
const MIN_LENGTH = 8

/**
 * All rules look at the text as it came and what they find is joined, so that no rule can spoil another one's match.
 * What is a marker already stays one, so redacting twice changes nothing.
 */
export function createRedactor(): Redactor {
  const known = new Map<string, ValueFinder>()

  const hide = (text: string, shapes: boolean): { text: string; redactions: number } => {
    const markers = [...text.matchAll(new RegExp(MARKER, 'g'))].map(({ index, 0: match }) => ({
      start: index,
      end: index + match.length,
    }))
    const found: Span[] = [
      ...[...known.values()].flatMap((find) => find(text)),
      ...findByKey(text),
      ...(shapes ? findByShape(text) : []),
    ]
    const spans = mergeSpans(found.filter((span) => !markers.some((marker) => overlap(span, marker))))
    if (spans.length === 0) return { text, redactions: 0 }

    let from = 0
    const parts = spans.flatMap((span) => {
      const before = text.slice(from, span.start)
      from = span.end
      return [before, markerFor(span.secret ?? text.slice(span.start, span.end))]
    })
    return { text: parts.join('') + text.slice(from), redactions: spans.length }
  }

  return {
    know(secret) {
      if (secret.length < MIN_LENGTH) return
      const finder = known.get(secret) ?? createValueFinder(secret)
      known.delete(secret)
      known.set(secret, finder)
      const oldest = known.keys().next()
      if (known.size > MAX_KNOWN && !oldest.done) known.delete(oldest.value)
    },
    text: (text) => hide(text, false),
    bytes(bytes, options) {
      // One character per byte: whatever the encoding, what is not replaced comes back as it was.
      const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
      const hidden = hide(view, options?.tokenEndpoint ?? false)
      return { bytes: Buffer.from(hidden.text, 'latin1'), redactions: hidden.redactions }
    },
  }
}

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end
