import { createRuns, type Runs } from './runs.ts'

/**
 * Bytes with every escape undone, at any depth and one inside the other: percent, JSON, C, entities of HTML, full-width
 * letters. Letters are small, base64url is base64; blanks, NULs and what has no width are left out. Two writings of one
 * text that differ in nothing else are the same. What it has of a place of the bytes is a unit; `first` is the first
 * one, `end` is after the last.
 */
export interface Normal {
  bytes: Uint8Array
  codes: Uint8Array
  /** Where in the bytes each unit is. */
  runs: Runs
  first: number
  end: number
  /** There was something that is an escape in quoted-printable. */
  hasQuoted: boolean
}

/** The units of what has been read, from the end to the beginning: `first` is the one that was read last. */
export interface UnitStack extends Normal {
  quotedPrintable: boolean
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
    bytes: new Uint8Array(0),
    codes: new Uint8Array(0),
    runs: createRuns(0),
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
  if (stack.codes.length < length) {
    const room = Math.max(length, 2 * stack.codes.length, 4096)
    stack.codes = new Uint8Array(room)
    stack.runs = createRuns(room)
  }
  stack.runs.count = 0
  stack.runs.end = length
  stack.bytes = bytes
  stack.first = length
  stack.end = length
  stack.hasQuoted = false
  stack.quotedPrintable = quotedPrintable
  stack.leftOut = -1
}

/** The code of the unit that is `at` places from the first; -1 past the end. */
export function unitAt({ codes, first, end }: UnitStack, at: number): number {
  return first + at < end ? (codes[first + at] ?? -1) : -1
}

/** Whether the next unit begins with a backslash that is written as often escaped as one of this level. */
export function isEscapedAt({ runs }: UnitStack, level: number): boolean {
  return ((runs.escaped[runs.count - 1] ?? 0) & level) !== 0
}
