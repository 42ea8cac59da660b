import { MARKER } from '../../contract/pure/marker.ts'
import { systemClock } from '../ports/system-clock.ts'
import type { Clock } from '../ports.ts'
import { findByKey } from './by-key.ts'
import { findByShape } from './by-shape.ts'
import { createKnownSecrets } from './known-secrets.ts'
import { createKnownValues } from './known-values.ts'
import { markerFor } from './marker.ts'
import { createRedactionStream, type Found, type WindowSize } from './redaction-stream.ts'
import type { BodyOptions, Redactor } from './redactor.ts'
import { mergeSpans, type Span } from './spans.ts'

/** A shorter value would be found everywhere by chance. */
const MIN_LENGTH = 8

export interface RedactorOptions {
  /** For tests. */
  size?: WindowSize
  /** How long it has been since a secret was learnt. */
  clock?: Pick<Clock, 'monotonic'>
}

/**
 * All rules look at the text as it came and what they find is joined, so that no rule can spoil another one's match.
 * What is a marker already stays one, so redacting twice changes nothing.
 */
export function createRedactor({ size, clock = systemClock }: RedactorOptions = {}): Redactor {
  const secrets = createKnownSecrets(clock)
  let known = { secrets: secrets.all(), values: createKnownValues([]) }

  const findByValue = (text: string): Span[] => {
    const now = secrets.all()
    if (now !== known.secrets) known = { secrets: now, values: createKnownValues(now) }
    return known.values.find(text)
  }

  const find = (text: string, shapes: boolean): Found => {
    const markers = findMarkers(text)
    const found = findByValue(text).concat(findByKey(text), shapes ? findByShape(text) : [])
    if (markers.length === 0) return { found, markers }
    return { found: outside(markers, found), markers }
  }

  const stream = (options?: BodyOptions) => {
    const shapes = options?.tokenEndpoint ?? false
    return createRedactionStream((text) => find(text, shapes), size)
  }

  return {
    hold: (owner, ...held) => secrets.hold(owner, held.filter(isLong)),
    release: secrets.release,
    learn(secret) {
      if (isLong(secret)) secrets.learn(secret)
    },
    text: (text) => replace(text, find(text, false).found),
    bytes(bytes, options) {
      const redaction = stream(options)
      const parts = [redaction.write(bytes), redaction.end()]
      return { bytes: Buffer.concat(parts), redactions: redaction.redactions() }
    },
    stream,
  }
}

const isLong = (secret: string) => secret.length >= MIN_LENGTH

function findMarkers(text: string): Span[] {
  if (!text.includes('[hidden:')) return []
  return [...text.matchAll(new RegExp(MARKER, 'g'))].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }))
}

function replace(text: string, found: Span[]): { text: string; redactions: number } {
  if (found.length === 0) return { text, redactions: 0 }
  const spans = mergeSpans(found)
  let from = 0
  const parts = spans.flatMap((span) => {
    const before = text.slice(from, span.start)
    from = span.end
    return [before, markerFor(span.secret ?? text.slice(span.start, span.end))]
  })
  return { text: parts.join('') + text.slice(from), redactions: spans.length }
}

/** Without those that overlap a marker; markers come in order. */
function outside(markers: Span[], found: Span[]): Span[] {
  return found.filter(({ start, end }) => {
    let [low, high] = [0, markers.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((markers[middle]?.end ?? 0) > start) high = middle
      else low = middle + 1
    }
    const next = markers[low]
    return !next || next.start >= end
  })
}
