import {
  AMPERSAND,
  BACKSLASH,
  EQUALS,
  FULL_WIDTH,
  hasNoWidth,
  isFullWidth,
  LEADS,
  PERCENT,
  undo,
  utf8Of,
} from './escapes.ts'
import { addRun, createStack, dropBefore, type Normal, reset, type UnitStack } from './units.ts'

export type { Normal } from './units.ts'

/**
 * Called with a unit that an escape is about to consume; the units after it are read already. A match may begin at the
 * unit itself, as in `100%75_token`.
 */
export type Taken = (normal: Normal, unit: number) => void

/** In place of a unit's code: the byte is dropped, or may begin an escape. */
const BLANK = -1
const SPECIAL = -2

/** The unit that each byte becomes. */
const units = Int16Array.from({ length: 256 }, (_, code) => (code >= 0x41 && code <= 0x5a ? code | 0x20 : code))
units[0x2d] = 0x2b
units[0x5f] = 0x2f
for (const blank of [0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]) units[blank] = BLANK
for (const special of [PERCENT, AMPERSAND, EQUALS, BACKSLASH, ...LEADS]) units[special] = SPECIAL

const isLineBreak = (code: number) => code === 0x0a || code === 0x0d

/**
 * Reads texts into the same arrays: a result is valid until the next text. `quotedPrintable`: also reads `=41` as an
 * escape, which it seldom is in a query.
 */
export function createNormaliser() {
  const stack = createStack()

  /** From the end to the beginning, since an escape may consist of escapes. */
  return (bytes: Uint8Array, quotedPrintable: boolean, taken?: Taken): Normal => {
    reset(stack, bytes, quotedPrintable)
    for (let at = bytes.length - 1; at >= 0; at--) {
      at = plainRun(stack, at)
      if (at < 0) break
      const byte = bytes[at] ?? 0
      if (units[byte] === BLANK) leaveOut(stack, at, isLineBreak(byte), false)
      else special(stack, at, byte, taken)
    }
    return stack
  }
}

/** Reads plain bytes, from `last` back to one that may not be plain, and returns its position. */
function plainRun(stack: UnitStack, last: number): number {
  const { bytes, codes } = stack
  let unit = stack.first
  let at = last
  for (; at >= 0; at--) {
    const code = units[bytes[at] ?? 0] ?? 0
    if (code < 0) break
    unit--
    codes[unit] = code
  }
  if (at < last) addRun(stack.runs, unit, at + 1, at + 2, 0)
  stack.first = unit
  return at
}

function leaveOut(stack: UnitStack, start: number, isLineEnd: boolean, isEscaped: boolean): void {
  stack.leftOut = start
  stack.isLineEnd = isLineEnd
  stack.isEscaped = isEscaped
}

function push(stack: UnitStack, code: number, start: number, end: number, levels: number): void {
  const unit = units[code] ?? 0
  stack.first--
  stack.codes[stack.first] = unit < 0 ? code : unit
  addRun(stack.runs, stack.first, start, end, levels)
}

/** Adds a character's UTF-8 bytes from the last to the first; each of them has the position of the whole escape. */
function pushUtf8(stack: UnitStack, point: number, start: number, end: number, levels: number): void {
  const parts = utf8Of(point)
  for (let at = parts.length - 1; at >= 0; at--) push(stack, parts[at] ?? 0, start, end, levels)
}

/** A byte that may begin an escape, whose result may begin another one. */
function special(stack: UnitStack, start: number, byte: number, taken: Taken | undefined): void {
  let code = byte
  let end = start + 1
  let level = 1
  let levels = 0
  while (units[code] === SPECIAL) {
    const isBackslash = code === BACKSLASH
    if (isBackslash) levels |= level
    const value = undo(stack, code, end, level)
    if (value < 0) break
    end = take(stack, end, taken)
    if (stack.isByte ? units[value] === BLANK : value < 0x21 || hasNoWidth(value)) {
      const continues = stack.count === 0 && stack.isLineEnd
      leaveOut(stack, start, continues || isLineBreak(value), levels > 0)
      return
    }
    if (!stack.isByte && value > 0x7f && !isFullWidth(value)) {
      pushUtf8(stack, value, start, end, levels)
      return
    }
    code = !stack.isByte && isFullWidth(value) ? value - FULL_WIDTH : value
    // The unit that a backslash changed is read already.
    if (isBackslash && stack.count === 1) break
    // The last of eight levels means all deeper ones.
    if (isBackslash && level < 128) level <<= 1
  }
  push(stack, code, start, end, levels)
}

/** Removes the units of an escape and returns where the last of them ends. */
function take(stack: UnitStack, end: number, taken: Taken | undefined): number {
  const { count, first } = stack
  if (count === 0) return end
  if (taken) for (let at = 0; at < count; at++) taken(stack, first + at)
  stack.first = first + count
  return dropBefore(stack.runs, stack.first)
}
