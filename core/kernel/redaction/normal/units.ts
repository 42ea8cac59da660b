/**
 * Bytes with every escape undone, at any depth: percent, JSON, C, HTML entities, full-width letters. Letters become
 * lower case, base64url becomes base64; blanks, NULs and characters without a width are dropped. Two encodings of one
 * text become equal. One element is a unit; `first` is the first one, `end` is after the last.
 */
export interface Normal {
  bytes: Uint8Array
  codes: Uint8Array
  /** The position of each unit in the bytes. */
  runs: Runs
  first: number
  end: number
  /** The text has a sequence that is an escape in quoted-printable. */
  hasQuoted: boolean
}

/** The units read so far, from the end to the beginning: `first` is the one read last. */
export interface UnitStack extends Normal {
  quotedPrintable: boolean
  /** Where the last dropped bytes begin, and whether they are a line end or were written with a backslash. */
  leftOut: number
  isLineEnd: boolean
  isEscaped: boolean
  /** The escape undone last: its number of units, and whether it encodes a byte or a code point. */
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

/** Clears the stack for these bytes. */
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

/** The code of the unit `at` positions after the first; -1 past the end. */
export function unitAt({ codes, first, end }: UnitStack, at: number): number {
  return first + at < end ? (codes[first + at] ?? -1) : -1
}

/** Whether the next unit begins with a backslash at the same level of escaping. */
export function isEscapedAt({ runs }: UnitStack, level: number): boolean {
  return ((runs.escaped[runs.count - 1] ?? 0) & level) !== 0
}

/**
 * Positions of units in the bytes. Most units are consecutive single bytes, so only the beginnings of such runs are
 * stored: a position for each of ten million bytes would take eighty million. Runs are added from the last unit to the
 * first.
 */
export interface Runs {
  /** Number of runs; the first run has the last units. */
  count: number
  /** The first unit of each. */
  units: Uint32Array
  /** Where that one begins in the bytes, and where it ends; each that follows it is the next byte. */
  starts: Uint32Array
  ends: Uint32Array
  /** The levels of escaping, as bits, at which a backslash began the unit. */
  escaped: Uint8Array
  /** The run found last; the next search begins there. */
  asked: number
  /** After the last unit, and after the last byte. */
  end: number
}

export function createRuns(room: number): Runs {
  return {
    count: 0,
    units: new Uint32Array(room),
    starts: new Uint32Array(room),
    ends: new Uint32Array(room),
    escaped: new Uint8Array(room),
    asked: 0,
    end: 0,
  }
}

/** Adds the run from `unit` to before the first unit so far. */
export function addRun(runs: Runs, unit: number, start: number, end: number, escaped: number): void {
  const at = runs.count++
  runs.units[at] = unit
  runs.starts[at] = start
  runs.ends[at] = end
  runs.escaped[at] = escaped
}

/** Removes the units before `unit`, at least one, and returns where the last of them ends. */
export function dropBefore(runs: Runs, unit: number): number {
  const { units, starts, ends } = runs
  for (;;) {
    const at = runs.count - 1
    const begin = units[at] ?? 0
    const next = nextRun(runs, at)
    if (unit < next) {
      starts[at] = (starts[at] ?? 0) + unit - begin
      ends[at] = (ends[at] ?? 0) + unit - begin
      units[at] = unit
      return (ends[at] ?? 0) - 1
    }
    runs.count--
    if (unit === next) return (ends[at] ?? 0) + next - 1 - begin
  }
}

/** Where a unit begins in the bytes; one after the last begins where they end. */
export function startOf(runs: Runs, unit: number): number {
  if (unit >= runs.end) return runs.end
  const at = runOf(runs, unit)
  return (runs.starts[at] ?? 0) + unit - (runs.units[at] ?? 0)
}

/** Where a unit ends in the bytes. */
export function endOf(runs: Runs, unit: number): number {
  if (unit >= runs.end) return runs.end
  const at = runOf(runs, unit)
  return (runs.ends[at] ?? 0) + unit - (runs.units[at] ?? 0)
}

/** The first unit of the next run. */
const nextRun = ({ units, end }: Runs, at: number) => (at === 0 ? end : (units[at - 1] ?? end))

function runOf(runs: Runs, unit: number): number {
  const { units, asked, count } = runs
  for (let at = asked; at >= asked - 1 && at >= 0; at--) {
    if (at < count && unit >= (units[at] ?? 0) && unit < nextRun(runs, at)) {
      runs.asked = at
      return at
    }
  }
  let [low, high] = [0, count - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((units[middle] ?? 0) <= unit) high = middle
    else low = middle + 1
  }
  runs.asked = low
  return low
}
