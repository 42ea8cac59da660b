import { createHash, type Hash } from 'node:crypto'
import { cutPlace, RECOGNISED } from './cut-place.ts'
import { fingerprintOfHash, markerFor, markerOf } from './marker.ts'
import type { Redaction } from './redactor.ts'
import { mergeSpans, type Span } from './spans.ts'

/** What there is to hide in a text, and what is hidden in it already. */
export interface Found {
  found: Span[]
  markers: Span[]
}

export interface WindowSize {
  /** New characters that are looked at together. */
  block: number
  /**
   * What is held back of them, so that a secret across the border is seen whole: more than any way of writing one
   * takes, with what stands before it.
   */
  overlap: number
}

const DEFAULT_SIZE: WindowSize = { block: 256 * 1024, overlap: 64 * 1024 }

/**
 * Redacts bytes as they come, in windows of its own, so that the result does not depend on how they were cut. What it
 * holds is bounded: a value longer than a window is hidden as it passes, and still becomes one marker.
 */
export function createRedactionStream(find: (text: string) => Found, size: WindowSize = DEFAULT_SIZE): Redaction {
  /** What is not out yet, after `told` characters that are out and only help to recognise what follows. */
  let text = ''
  let told = 0
  /** Characters of the block that is not whole yet. */
  let fresh = 0
  /** The value that goes on after what is out. */
  let open: { hash: Hash; length: number } | undefined
  let redactions = 0

  const close = (): string => {
    const marker = open ? markerOf(open.length, fingerprintOfHash(open.hash)) : ''
    open = undefined
    return marker
  }
  const swallow = (part: string) => {
    open ??= { hash: createHash('sha256'), length: 0 }
    open.hash.update(part)
    open.length += part.length
  }

  function placeToCut(found: Span[], markers: Span[]): number {
    const limit = text.length - size.overlap
    return cutPlace(text, [...found, ...markers], told, limit, size.overlap)
  }

  function window(isLast: boolean): Uint8Array {
    const { found, markers } = find(text)
    const cut = isLast ? text.length : placeToCut(found, markers)
    const out: string[] = []
    let from = told
    for (const span of mergeSpans(found)) {
      if (span.start >= cut) break
      const goesOn = open !== undefined && span.start < told
      if (!goesOn) {
        if (span.start < from) continue
        out.push(close(), text.slice(from, span.start))
        redactions++
      }
      if (span.end > cut || goesOn) swallow(text.slice(Math.max(span.start, from), Math.min(span.end, cut)))
      else out.push(markerFor(span.secret ?? text.slice(span.start, span.end)))
      from = Math.max(from, Math.min(span.end, cut))
    }
    if (from < cut || isLast) out.push(close(), text.slice(from, cut))

    const context = open ? contextOf(found, text, cut) : ''
    text = context + text.slice(cut)
    told = context.length
    return Buffer.from(out.join(''), 'latin1')
  }

  return {
    write(bytes) {
      const out: Uint8Array[] = []
      let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      while (rest.length > 0) {
        // One character per byte: whatever the encoding, what is not replaced comes back as it was.
        const taken = rest.toString('latin1', 0, size.block - fresh)
        rest = rest.subarray(taken.length)
        text += taken
        fresh += taken.length
        if (fresh < size.block) break
        fresh = 0
        out.push(window(false))
      }
      return Buffer.concat(out)
    },
    end: () => window(true),
    redactions: () => redactions,
  }
}

/** The beginning of the match that goes on past `cut`, from which the same rule finds it again. */
function contextOf(found: Span[], text: string, cut: number): string {
  const [furthest] = found
    .filter(({ start, end }) => start < cut && end >= cut)
    .sort((a, b) => b.end - a.end || beginOf(a) - beginOf(b))
  return furthest ? text.slice(beginOf(furthest), Math.min(furthest.start + RECOGNISED, cut)) : ''
}

const beginOf = ({ from, start }: Span) => from ?? start
