import type { Clock } from '#core/kernel/clock/clock.ts'
import { systemClock } from '#core/kernel/clock/system-clock.ts'
import { findInEncoded } from './find/encoded-content.ts'
import { createFinder, findByShape } from './find/finder.ts'
import { mergeSpans, type Span, without } from './find/spans.ts'
import { createKnownSecrets } from './known-secrets.ts'
import { markerFor } from './marker.ts'
import { createRedactionStream, type Found, type WindowSize } from './redaction-stream.ts'
import type { BodyOptions, Redactor } from './redactor.ts'

/** A longer body is redacted window by window. */
const AT_ONCE = 64 * 1024
/** How many layers of base64 or hex are decoded. */
const MAX_READINGS = 3

export interface RedactorOptions {
  /** For tests. */
  size?: WindowSize
  /** Measures how long ago a secret was learnt. */
  clock?: Pick<Clock, 'monotonic'>
}

/**
 * All rules read the original text and their matches are joined, so that no rule spoils another one's match. A marker
 * stays as it is, so redacting twice changes nothing.
 */
export function createRedactor({ size, clock = systemClock }: RedactorOptions = {}): Redactor {
  const secrets = createKnownSecrets(clock)
  let known = secrets.all()
  let finder = createFinder(known)
  const clean = createCleanTexts()

  const learnNew = () => {
    const now = secrets.all()
    if (now === known) return
    known = now
    finder = createFinder(now)
    clean.clear()
  }

  const find = (bytes: Buffer, shapes: boolean): Found => {
    learnNew()
    const looked = finder.find(bytes)
    if (!looked) return { found: [{ start: 0, end: bytes.length }], markers: [], isAll: true }
    const { found, markers } = looked
    const shaped = shapes ? findByShape(bytes.toString('latin1')) : []
    const inside = findInEncoded(bytes, (content) => lookInto(content, MAX_READINGS))
    return { found: without(markers, [...found, ...shaped, ...inside]), markers }
  }

  /** A text built to take too long is hidden as a whole. */
  const lookInto = (content: Buffer, readings: number): Span[] => {
    const looked = finder.find(content)
    if (!looked) return [{ start: 0, end: content.length }]
    const deeper = readings > 1 ? findInEncoded(content, (inner) => lookInto(inner, readings - 1)) : []
    return without(looked.markers, [...looked.found, ...deeper])
  }

  const textAs = (encoding: 'latin1' | 'utf8', text: string) => {
    const bytes = Buffer.from(text, encoding)
    const { found } = find(bytes, false)
    if (found.length === 0) return { text, redactions: 0 }
    const hidden = replace(bytes, found)
    return { text: hidden.bytes.toString(encoding), redactions: hidden.redactions }
  }

  const textOf = (text: string) => {
    // Text from the wire has one character for each byte; other text may have any.
    const asBytes = /[^\0-\xff]/.test(text) ? { text, redactions: 0 } : textAs('latin1', text)
    if (!/[^\0-\x7f]/.test(asBytes.text)) return asBytes
    const asText = textAs('utf8', asBytes.text)
    return { text: asText.text, redactions: asBytes.redactions + asText.redactions }
  }

  const stream = (options?: BodyOptions) => {
    const shapes = options?.tokenEndpoint ?? false
    return createRedactionStream((bytes) => find(bytes, shapes), size)
  }

  return {
    hold: (owner, ...held) => secrets.hold(owner, held),
    release: secrets.release,
    learn: secrets.learn,
    text(text) {
      learnNew()
      if (clean.has(text)) return { text, redactions: 0 }
      const hidden = textOf(text)
      if (hidden.redactions === 0) clean.add(text)
      return hidden
    },
    bytes(bytes, options) {
      if (bytes.length <= AT_ONCE) {
        const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        return replace(whole, find(whole, options?.tokenEndpoint ?? false).found)
      }
      const redaction = stream(options)
      // In pieces, so that the whole is joined only once.
      const parts: Uint8Array[] = []
      for (let from = 0; from < bytes.length; from += AT_ONCE) {
        parts.push(redaction.write(bytes.subarray(from, from + AT_ONCE)))
      }
      parts.push(redaction.end())
      return { bytes: Buffer.concat(parts), redactions: redaction.redactions() }
    },
    stream,
  }
}

function replace(bytes: Buffer, found: Span[]): { bytes: Buffer; redactions: number } {
  const spans = mergeSpans(found)
  let from = 0
  const parts = spans.flatMap((span) => {
    const before = bytes.subarray(from, span.start)
    from = span.end
    return [before, Buffer.from(markerFor(span.secret ?? bytes.toString('latin1', span.start, span.end)))]
  })
  return { bytes: Buffer.concat([...parts, bytes.subarray(from)]), redactions: spans.length }
}

const MAX_CLEAN_LENGTH = 4096
const MAX_CLEAN_TEXTS = 64

/**
 * Texts in which there was nothing to hide: paths, headers and IP lists are the same from call to call, and a person
 * waits while they are searched. The oldest text is forgotten first.
 */
function createCleanTexts() {
  const texts = new Set<string>()
  return {
    has: (text: string) => texts.has(text),
    add(text: string) {
      if (text.length > MAX_CLEAN_LENGTH) return
      texts.add(text)
      const [oldest] = texts
      if (texts.size > MAX_CLEAN_TEXTS && oldest !== undefined) texts.delete(oldest)
    },
    /** For a new secret: it may be in any of them. */
    clear: () => texts.clear(),
  }
}
