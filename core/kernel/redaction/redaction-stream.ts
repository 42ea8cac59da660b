import { createHash, type Hash } from 'node:crypto'
import { mergeSpans, type Span } from './find/spans.ts'
import { fingerprintOfHash, markerFor, markerOf } from './marker.ts'
import type { Redaction } from './redactor.ts'

/** Secrets to hide, and existing markers. */
export interface Found {
  found: Span[]
  markers: Span[]
  /** Searching would take too long: everything from here on is hidden. */
  isAll?: boolean
}

export interface WindowSize {
  /** New bytes searched together. */
  block: number
  /**
   * Bytes held back, so that a secret across the border of two windows is seen whole: more than the longest encoding of
   * one takes, with its key.
   */
  overlap: number
}

const DEFAULT_SIZE: WindowSize = { block: 512 * 1024, overlap: 64 * 1024 }

/**
 * Redacts bytes as they come, in windows of its own, so that the result does not depend on the chunks. Memory is
 * bounded: a value longer than a window is hidden as it passes, and still becomes one marker.
 */
export function createRedactionStream(find: (bytes: Buffer) => Found, size: WindowSize = DEFAULT_SIZE): Redaction {
  /** Bytes up to `filled`; the first `context` of them are already written and only help to recognise the rest. */
  let held: Buffer = Buffer.alloc(0)
  let filled = 0
  let context = 0
  /** Bytes of the current block so far. */
  let fresh = 0
  let isAll = false
  /** A secret that has begun and not ended yet. */
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
    const cut = isLast ? bytes.length : cutOffset(bytes, [...found, ...markers], context, limit, size.overlap)
    const out: Buffer[] = []
    let from = context
    for (const span of mergeSpans(found)) {
      if (span.start >= cut) break
      const goesOn = open !== undefined && span.start < context
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
    const kept = Buffer.from(open ? contextOf(found, bytes, cut) : '')
    held.copyWithin(kept.length, cut, filled)
    held.set(kept)
    context = kept.length
    filled = context + filled - cut
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

/** The beginning of the match that crosses `cut`, from which the same rule finds it again. */
function contextOf(found: Span[], bytes: Buffer, cut: number): Buffer {
  const [furthest] = found
    .filter(({ start, end }) => start < cut && end >= cut)
    .sort((a, b) => b.end - a.end || beginOf(a) - beginOf(b))
  return bytes.subarray(
    furthest ? beginOf(furthest) : cut,
    furthest ? Math.min(furthest.start + RECOGNISABLE_BYTES, cut) : cut,
  )
}

const beginOf = ({ from, start }: Span) => from ?? start

/** Characters of words and escapes, whose meaning changes when they are cut. */
const belongsToWord = new Uint8Array(256)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-\\%&#;=') {
  belongsToWord[character.charCodeAt(0)] = 1
}

/** Enough of a long value for every rule to recognise it again. */
const RECOGNISABLE_BYTES = 64
/** A match that begins at `least` is waited for up to this many times `longest` bytes. */
const WAIT_FACTOR = 8

/**
 * Where a window can be cut, as close before `limit` as possible, so that the right part reads the same without the
 * left one: outside of every match with its key, and not within a word. Where there is no such offset after `least`, a
 * word may be cut, and failing that a match longer than `longest`, which only values of keys and shapes are. Returns
 * `least` while there is none yet.
 */
function cutOffset(bytes: Uint8Array, matches: Span[], least: number, limit: number, longest: number): number {
  if (limit <= least) return least
  const ranges = matches.map(({ from, start, end }) => ({ start: from ?? start, end }))
  const between = outside(ranges, limit, (at) => beginOfWord(bytes, at, least), least)
  if (between > least) return between
  const within = outside(ranges, limit, (at) => at, least)
  if (within > least) return within
  // The beginning of a longer match, by which it is recognised, stays whole.
  const short = matches.map(({ from, start, end }) => {
    const range = { start: from ?? start, end }
    return end - range.start <= longest ? range : { ...range, end: start + RECOGNISABLE_BYTES }
  })
  const through = outside(short, limit, (at) => at, least)
  if (through > least) return through
  return limit - least < WAIT_FACTOR * longest ? least : limit
}

/** The last offset up to `limit` that no range contains and that `retreat` leaves as it is. */
function outside(ranges: Span[], limit: number, retreat: (at: number) => number, least: number): number {
  // Passed ranges begin after the offset, which only falls; later ones may contain it once it has fallen.
  const sorted = [...ranges].sort((a, b) => b.end - a.end)
  let offset = limit
  for (let next = 0; ; ) {
    const before = offset
    offset = retreat(offset)
    for (let range = sorted[next]; range && range.end > offset; range = sorted[++next]) {
      offset = Math.min(offset, range.start)
    }
    if (offset === before || offset <= least) return offset
  }
}

function beginOfWord(bytes: Uint8Array, at: number, least: number): number {
  let begin = at
  while (begin > least && belongsToWord[bytes[begin - 1] ?? 0]) begin--
  return begin
}
