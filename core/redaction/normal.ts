import { namedCharacters } from './named-characters.ts'

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
}

export interface ReadOptions {
  /** `=41` is an escape too; in a query it seldom is. */
  quotedPrintable: boolean
  /** An escape takes in this unit; what follows it is read already. It may be one by itself, as in `100%75_token`. */
  taken?(normal: Normal, unit: number): void
}

/** Instead of the code of a unit: nothing becomes of it, or it may begin an escape. */
const BLANK = -1
const SPECIAL = -2
const PERCENT = 0x25
const AMPERSAND = 0x26
const EQUALS = 0x3d
const BACKSLASH = 0x5c
/** Of what has no width or a full one, the first byte of its UTF-8. */
const LEADS = [0xc2, 0xe1, 0xe2, 0xe3, 0xef]

/** What becomes of each byte. */
const units = Int16Array.from({ length: 256 }, (_, code) => (code >= 0x41 && code <= 0x5a ? code | 0x20 : code))
units[0x2d] = 0x2b
units[0x5f] = 0x2f
for (const blank of [0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]) units[blank] = BLANK
for (const special of [PERCENT, AMPERSAND, EQUALS, BACKSLASH, ...LEADS]) units[special] = SPECIAL
const hexValues = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 16; digit++) hexValues[digit.toString(16).charCodeAt(0)] = digit
/** `\n` and its like stand for blanks; `\"` for itself. */
const blankEscapes = new Set([...'nrtfv'].map((letter) => letter.charCodeAt(0)))
const isEscapable = (code: number) => code === 0x22 || code === 0x27 || code === 0x2f || code === 0x60

/** Reads one text after another into the same arrays: what it gives is good until the next one. */
export function createNormaliser() {
  let arrays = arraysOf(0)
  const roomFor = (length: number) => {
    if (arrays[0].length < length) arrays = arraysOf(Math.max(length, 2 * arrays[0].length, 4096))
    return arrays
  }

  /** From the end to the beginning, since an escape is made of units itself. */
  return function read(bytes: Uint8Array, { quotedPrintable, taken }: ReadOptions): Normal & { hasQuoted: boolean } {
    const { length } = bytes
    const [codes, starts, ends, escaped] = roomFor(length)
    const normal = { bytes, codes, starts, ends, first: length, end: length, hasQuoted: false }
    let top = length
    /** Where what was last left out begins, and whether it is the end of a line, or was written with a backslash. */
    let leftOut = -1
    let isLineEnd = false
    let isEscaped = false
    /** Of the escape that has just been undone: its units, and whether it stands for a byte or for a code point. */
    let count = 0
    let isByte = true

    const unit = (at: number) => (top + at < length ? (codes[top + at] ?? -1) : -1)
    const nibble = (at: number) => hexValues[unit(at)] ?? -1
    const hex = (from: number, digits: number): number => {
      let value = 0
      for (let at = from; at < from + digits; at++) {
        const digit = nibble(at)
        if (digit < 0) return -1
        value = value * 16 + digit
      }
      return value
    }
    const done = (value: number, units: number, byte: boolean): number => {
      if (value < 0 || value > 0x10ffff) return -1
      count = units
      isByte = byte
      return value
    }
    /** Up to `most` digits, and what ends them if it is there. */
    const number = (from: number, base: 10 | 16, most: number, end: number): number => {
      let at = from
      let value = 0
      for (; at < from + most; at++) {
        const digit = nibble(at)
        if (digit < 0 || digit >= base) break
        value = value * base + digit
      }
      return at === from ? -1 : done(value, unit(at) === end ? at + 1 : at, false)
    }

    function percent(): number {
      if (unit(0) === 0x75) return done(hex(1, 4), 5, false)
      return done(hex(0, 2), 2, true)
    }
    function backslash(end: number, level: number): number {
      if (leftOut === end && (isEscaped || isLineEnd)) return done(0, 0, true)
      const next = unit(0)
      if (next < 0) return -1
      if (isEscapedAt(level)) return done(next, 1, true)
      const value = letterEscape(next)
      return value < 0 && isEscapable(next) ? done(next, 1, true) : value
    }
    /** Whether the next unit begins with a backslash that is written as often escaped as this one. */
    function isEscapedAt(level: number): boolean {
      const isOwn = unit(0) !== BACKSLASH && (ends[top] ?? 0) - (starts[top] ?? 0) === 1
      return !isOwn && ((escaped[top] ?? 0) & level) !== 0
    }
    function letterEscape(letter: number): number {
      if (letter === 0x75) return unit(1) === 0x7b ? number(2, 16, 6, 0x7d) : done(hex(1, 4), 5, false)
      if (letter === 0x78) return unit(1) === 0x7b ? number(2, 16, 6, 0x7d) : done(hex(1, 2), 3, true)
      if (blankEscapes.has(letter)) return done(0x0a, 1, true)
      const [high, middle, low] = [nibble(0), nibble(1), nibble(2)]
      if (high < 0 || high > 3 || middle < 0 || middle > 7 || low < 0 || low > 7) return -1
      return done(high * 64 + middle * 8 + low, 3, true)
    }
    function entity(): number {
      if (unit(0) === 0x23) return unit(1) === 0x78 ? number(2, 16, 8, 0x3b) : number(1, 10, 8, 0x3b)
      let name = ''
      for (let at = 0; at < 12; at++) {
        const code = unit(at)
        if (code === 0x3b) return done(namedCharacters[name] ?? -1, at + 1, false)
        if (code < 0x61 || code > 0x7a) return -1
        name += String.fromCharCode(code)
      }
      return -1
    }
    function equals(end: number): number {
      if (leftOut === end && isLineEnd) return done(0, 0, true)
      const value = hex(0, 2)
      if (value < 0) return -1
      normal.hasQuoted = true
      return quotedPrintable ? done(value, 2, true) : -1
    }
    /** Only what is read as something else, or as nothing. */
    function wide(lead: number): number {
      const second = unit(0)
      if (second < 0x80 || second > 0xbf) return -1
      if (lead === 0xc2) return second === 0xa0 || second === 0xad ? done(0, 1, true) : -1
      const third = unit(1)
      if (third < 0x80 || third > 0xbf) return -1
      const point = ((lead & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)
      if (hasNoWidth(point)) return done(0, 2, true)
      return point >= 0xff01 && point <= 0xff5e ? done(point - 0xfee0, 2, true) : -1
    }
    function undo(code: number, end: number, level: number): number {
      if (code === PERCENT) return percent()
      if (code === BACKSLASH) return backslash(end, level)
      if (code === AMPERSAND) return entity()
      if (code === EQUALS) return equals(end)
      return wide(code)
    }
    function push(code: number, start: number, end: number, levels: number): void {
      const unit = units[code] ?? 0
      codes[--top] = unit < 0 ? code : unit
      starts[top] = start
      ends[top] = end
      escaped[top] = levels
    }
    function special(start: number, byte: number): void {
      let code = byte
      let end = start + 1
      let level = 1
      let levels = 0
      while (units[code] === SPECIAL) {
        const isBackslash = code === BACKSLASH
        if (isBackslash) levels |= level
        const value = undo(code, end, level)
        if (value < 0) break
        for (let at = 0; taken && at < count; at++) {
          normal.first = top
          taken(normal, top + at)
        }
        if (count > 0) end = ends[top + count - 1] ?? end
        top += count
        if (isByte ? units[value] === BLANK : value < 0x21 || value === 0xa0 || value === 0xad || hasNoWidth(value)) {
          leftOut = start
          isLineEnd = isLineEnd && count === 0 ? true : value === 0x0a || value === 0x0d
          isEscaped = levels > 0
          return
        }
        if (!isByte && value > 0x7f) {
          if (value >= 0xff01 && value <= 0xff5e) {
            code = value - 0xfee0
            continue
          }
          const utf8 = utf8Of(value)
          for (let at = utf8.length - 1; at >= 0; at--) push(utf8[at] ?? 0, start, end, levels)
          return
        }
        code = value
        if (isBackslash && count === 1) break
        // One of eight levels stands for all that are deeper.
        if (isBackslash && level < 128) level <<= 1
      }
      push(code, start, end, levels)
    }

    for (let at = length - 1; at >= 0; at--) {
      const left = plainRun(normal, at, top)
      top -= at - left
      at = left
      if (at < 0) break
      const byte = bytes[at] ?? 0
      if (units[byte] === BLANK) {
        leftOut = at
        isLineEnd = byte === 0x0a || byte === 0x0d
        isEscaped = false
      } else special(at, byte)
    }
    normal.first = top
    return normal
  }
}

/** Bytes that stand for themselves, from `last` back to one that may not, whose place it gives; the next unit is before `top`. */
function plainRun({ bytes, codes, starts, ends }: Normal, last: number, top: number): number {
  let at = last
  for (let unit = top - 1; at >= 0; unit--) {
    const code = units[bytes[at] ?? 0] ?? 0
    if (code < 0) break
    codes[unit] = code
    starts[unit] = at
    ends[unit] = at + 1
    at--
  }
  return at
}

/** Codes, starts and ends of units, and which of them a backslash began, in whatever writing. */
const arraysOf = (room: number) =>
  [new Uint8Array(room), new Uint32Array(room), new Uint32Array(room), new Uint8Array(room)] as const

/** Soft hyphens, joiners, marks of direction, and blanks of other scripts. */
function hasNoWidth(point: number): boolean {
  if (point >= 0x2000 && point <= 0x200f) return true
  return (point >= 0x2028 && point <= 0x202f) || (point >= 0x205f && point <= 0x206f) || otherBlanks.has(point)
}
const otherBlanks = new Set([0x180e, 0x3000, 0xfeff, 0xad, 0xa0])

/** Of a half of a surrogate pair, too, which text in UTF-16 escapes by itself. */
export function utf8Of(point: number): number[] {
  if (point < 0x80) return [point]
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)]
  const end = [0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)]
  if (point < 0x10000) return [0xe0 | (point >> 12), ...end]
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), ...end]
}
