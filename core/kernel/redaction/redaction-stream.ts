import { createHash, type Hash } from 'node:crypto'
import { cutPlace, RECOGNISED } from './cut-place.ts'
import { fingerprintOfHash, markerFor, markerOf } from './marker.ts'
import type { Redaction } from './redactor.ts'
import { mergeSpans, type Span } from './spans.ts'

/** What there is to hide, and what is hidden already. */
export interface Found {
  found: Span[]
  markers: Span[]
  /** It would take too long to look, so all of it is to be hidden, and what comes after it. */
  isAll?: boolean
}

export interface WindowSize {
  /** New bytes that are looked at together. */
  block: number
  /**
   * What is held back of them, so that a secret across the border is seen whole: more than any way of writing one
   * takes, with what stands before it.
   */
  overlap: number
}

const DEFAULT_SIZE: WindowSize = { block: 512 * 1024, overlap: 64 * 1024 }

/**
 * Redacts bytes as they come, in windows of its own, so that the result does not depend on how they were cut. What it
 * holds is bounded: a value longer than a window is hidden as it passes, and still becomes one marker.
 */
export function createRedactionStream(find: (bytes: Buffer) => Found, size: WindowSize = DEFAULT_SIZE): Redaction {
  /** What is not out yet, up to `filled`, after `told` bytes that are out and only help to recognise what follows. */
  let held: Buffer = Buffer.alloc(0)
  let filled = 0
  let told = 0
  /** Bytes of the block that is not whole yet. */
  let fresh = 0
  let isAll = false
  /** The value that goes on after what is out. */
  let open: { hash: Hash; length: number } | undefined
  let redactions = 0

  const close = (): Buffer => {
    const marker = open ? markerOf(open.length, fingerprintOfHash(open.hash)) : ''
    open = undefined
    return Buffer.from(marker)
  }
  const swallow = (part: Buffer) => {
    open ??= { hash: createHash('sha256'), length: 0 }
    open.hash.update(part)
    open.length += part.length
  }

  const keep = (bytes: Uint8Array) => {
    if (held.length < filled + bytes.length) {
      held = Buffer.concat([held.subarray(0, filled)], Math.max(filled + bytes.length, size.block + 2 * size.overlap))
    }
    held.set(bytes, filled)
    filled += bytes.length
  }

  function window(isLast: boolean): Uint8Array {
    const bytes = held.subarray(0, filled)
    fresh = 0
    const whole = { found: [{ start: 0, end: bytes.length }], markers: [] }
    const { found, markers, ...more }: Found = isAll ? whole : find(bytes)
    isAll ||= more.isAll === true
    const limit = bytes.length - size.overlap
    const cut = isLast ? bytes.length : cutPlace(bytes, [...found, ...markers], told, limit, size.overlap)
    const out: Buffer[] = []
    let from = told
    for (const span of mergeSpans(found)) {
      if (span.start >= cut) break
      const goesOn = open !== undefined && span.start < told
      if (!goesOn) {
        if (span.start < from) continue
        out.push(close(), bytes.subarray(from, span.start))
        redactions++
      }
      if (span.end > cut || goesOn) swallow(bytes.subarray(Math.max(span.start, from), Math.min(span.end, cut)))
      else out.push(Buffer.from(markerFor(span.secret ?? bytes.toString('latin1', span.start, span.end))))
      from = Math.max(from, Math.min(span.end, cut))
    }
    if (from < cut || isLast) out.push(close(), bytes.subarray(from, cut))

    const ready = Buffer.concat(out)
    const context = Buffer.from(open ? contextOf(found, bytes, cut) : '')
    held.copyWithin(context.length, cut, filled)
    held.set(context)
    told = context.length
    filled = told + filled - cut
    return ready
  }

  return {
    write(bytes) {
      const out: Uint8Array[] = []
      for (let at = 0; at < bytes.length; ) {
        const taken = bytes.subarray(at, at + size.block - fresh)
        keep(taken)
        fresh += taken.length
        at += taken.length
        if (fresh === size.block) out.push(window(false))
      }
      return out.length === 1 ? (out[0] ?? bytes) : Buffer.concat(out)
    },
    end: () => window(true),
    redactions: () => redactions,
  }
}

/** The beginning of the match that goes on past `cut`, from which the same rule finds it again. */
function contextOf(found: Span[], bytes: Buffer, cut: number): Buffer {
  const [furthest] = found
    .filter(({ start, end }) => start < cut && end >= cut)
    .sort((a, b) => b.end - a.end || beginOf(a) - beginOf(b))
  return bytes.subarray(furthest ? beginOf(furthest) : cut, furthest ? Math.min(furthest.start + RECOGNISED, cut) : cut)
}

const beginOf = ({ from, start }: Span) => from ?? start
