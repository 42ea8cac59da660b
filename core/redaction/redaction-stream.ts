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

const DEFAULT_SIZE: WindowSize = { block: 256 * 1024, overlap: 64 * 1024 }

/**
 * Redacts bytes as they come, in windows of its own, so that the result does not depend on how they were cut. What it
 * holds is bounded: a value longer than a window is hidden as it passes, and still becomes one marker.
 */
export function createRedactionStream(find: (bytes: Buffer) => Found, size: WindowSize = DEFAULT_SIZE): Redaction {
  /** What is not out yet, after `told` bytes that are out and only help to recognise what follows. */
  let rest: Buffer = Buffer.alloc(0)
  let told = 0
  /** The block that is not whole yet, and how far it is filled. */
  let block: Buffer = Buffer.alloc(0)
  let filled = 0
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

  function placeToCut(found: Span[], markers: Span[]): number {
    const limit = rest.length - size.overlap
    return cutPlace(rest, [...found, ...markers], told, limit, size.overlap)
  }

  function window(isLast: boolean): Uint8Array {
    const bytes = Buffer.concat([rest, block.subarray(0, filled)])
    rest = bytes
    filled = 0
    const whole = { found: [{ start: 0, end: bytes.length }], markers: [] }
    const { found, markers, ...more }: Found = isAll ? whole : find(bytes)
    isAll ||= more.isAll === true
    const cut = isLast ? bytes.length : placeToCut(found, markers)
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

    const context = open ? contextOf(found, bytes, cut) : Buffer.alloc(0)
    rest = Buffer.concat([context, bytes.subarray(cut)])
    told = context.length
    return Buffer.concat(out)
  }

  return {
    write(bytes) {
      const out: Uint8Array[] = []
      if (block.length === 0) block = Buffer.allocUnsafe(size.block)
      for (let at = 0; at < bytes.length; ) {
        const taken = bytes.subarray(at, at + size.block - filled)
        block.set(taken, filled)
        filled += taken.length
        at += taken.length
        if (filled === size.block) out.push(window(false))
      }
      return Buffer.concat(out)
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
