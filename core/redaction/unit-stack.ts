/**
 * Bytes with every escape undone, at any depth and one inside the other: percent, JSON, C, entities of HTML, full-width
 * letters. Letters are small, base64url is base64; blanks, NULs and what has no width are left out. Two writings of one
 * text that differ in nothing else are the same. What it has of a place of the bytes is a unit; `first` is the first
 * one, `end` is after the last.
 */
export interface Normal {
  bytes: Uint8Array
  codes: Uint8Array
  /** Where in the bytes each unit begins, and where it ends. */
  starts: Uint32Array
  ends: Uint32Array
  first: number
  end: number
  /** There was something that is an escape in quoted-printable. */
  hasQuoted: boolean
}

/** The units of what has been read, from the end to the beginning: `first` is the one that was read last. */
export interface UnitStack extends Normal {
  quotedPrintable: boolean
  /** At how many levels of escaping, as bits, a backslash began the unit; only of units of more than one byte. */
  escaped: Uint8Array
  /** Where what was last left out begins, and whether it is the end of a line, or was written with a backslash. */
  leftOut: number
  isLineEnd: boolean
  isEscaped: boolean
  /** Of the escape that has just been undone: its units, and whether it stands for a byte or for a code point. */
  count: number
  isByte: boolean
}

export function createStack(): UnitStack {
  return {
    ...arraysOf(0),
    bytes: new Uint8Array(0),
    first: 0,
    end: 0,
    hasQuoted: false,
    quotedPrintable: false,
    leftOut: -1,
    isLineEnd: false,
    isEscaped: false,
    count: 0,
    isByte: true,
  }
}

/** Empties it for these bytes. */
export function reset(stack: UnitStack, bytes: Uint8Array, quotedPrintable: boolean): void {
  const { length } = bytes
  if (stack.codes.length < length) Object.assign(stack, arraysOf(Math.max(length, 2 * stack.codes.length, 4096)))
  stack.bytes = bytes
  stack.first = length
  stack.end = length
  stack.hasQuoted = false
  stack.quotedPrintable = quotedPrintable
  stack.leftOut = -1
}

const arraysOf = (room: number) => ({
  codes: new Uint8Array(room),
  starts: new Uint32Array(room),
  ends: new Uint32Array(room),
  escaped: new Uint8Array(room),
})

/** The code of the unit that is `at` places from the first; -1 past the end. */
export function unitAt({ codes, first, end }: UnitStack, at: number): number {
  return first + at < end ? (codes[first + at] ?? -1) : -1
}

/** Whether the next unit begins with a backslash that is written as often escaped as one of this level. */
export function isEscapedAt(stack: UnitStack, level: number): boolean {
  const { starts, ends, escaped, first } = stack
  const isOwn = unitAt(stack, 0) !== 0x5c && (ends[first] ?? 0) - (starts[first] ?? 0) === 1
  return !isOwn && ((escaped[first] ?? 0) & level) !== 0
}
