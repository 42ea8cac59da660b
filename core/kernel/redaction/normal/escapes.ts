import { namedCharacters } from './named-characters.ts'
import { isEscapedAt, type UnitStack, unitAt } from './units.ts'

export const PERCENT = 0x25
export const AMPERSAND = 0x26
export const EQUALS = 0x3d
export const BACKSLASH = 0x5c
/** First UTF-8 bytes of characters without a width, or of full width. */
export const LEADS = [0xc2, 0xe1, 0xe2, 0xe3, 0xef]

const [NUMBER, SEMICOLON, LETTER_U, LETTER_X, OPEN, CLOSE] = [0x23, 0x3b, 0x75, 0x78, 0x7b, 0x7d]
const hexValues = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 16; digit++) hexValues[digit.toString(16).charCodeAt(0)] = digit
/** `\n` and its like are blanks; `\"` is a quote. */
const blankEscapes = new Set([...'nrtfv'].map((letter) => letter.charCodeAt(0)))
const isEscapable = (code: number) => code === 0x22 || code === 0x27 || code === 0x2f || code === 0x60
const LONGEST_NAME = 12

/**
 * The character that `code`, which ends at `end`, and the units after it encode; -1 if they are no escape. `count` of
 * the stack is its number of units. `level`: the depth of escaping of a backslash before it, as a bit.
 */
export function undo(stack: UnitStack, code: number, end: number, level: number): number {
  if (code === PERCENT) return percent(stack)
  if (code === BACKSLASH) return backslash(stack, end, level)
  if (code === AMPERSAND) return entity(stack)
  if (code === EQUALS) return equals(stack, end)
  return wide(stack, code)
}

function done(stack: UnitStack, value: number, count: number, isByte: boolean): number {
  if (value < 0 || value > 0x10ffff) return -1
  stack.count = count
  stack.isByte = isByte
  return value
}

function nibble(stack: UnitStack, at: number): number {
  return hexValues[unitAt(stack, at)] ?? -1
}

function hex(stack: UnitStack, from: number, digits: number): number {
  let value = 0
  for (let at = from; at < from + digits; at++) {
    const digit = nibble(stack, at)
    if (digit < 0) return -1
    value = value * 16 + digit
  }
  return value
}

/** Up to `most` digits, and their terminator if it is there. */
function number(stack: UnitStack, from: number, base: 10 | 16, most: number, close: number): number {
  let at = from
  let value = 0
  for (; at < from + most; at++) {
    const digit = nibble(stack, at)
    if (digit < 0 || digit >= base) break
    value = value * base + digit
  }
  return at === from ? -1 : done(stack, value, unitAt(stack, at) === close ? at + 1 : at, false)
}

function percent(stack: UnitStack): number {
  if (unitAt(stack, 0) === LETTER_U) return done(stack, hex(stack, 1, 4), 5, false)
  return done(stack, hex(stack, 0, 2), 2, true)
}

function backslash(stack: UnitStack, end: number, level: number): number {
  if (stack.leftOut === end && (stack.isEscaped || stack.isLineEnd)) return done(stack, 0, 0, true)
  const next = unitAt(stack, 0)
  if (next < 0) return -1
  if (isEscapedAt(stack, level)) return done(stack, next, 1, true)
  const value = letterEscape(stack, next)
  return value < 0 && isEscapable(next) ? done(stack, next, 1, true) : value
}

function letterEscape(stack: UnitStack, letter: number): number {
  if (letter === LETTER_U || letter === LETTER_X) {
    if (unitAt(stack, 1) === OPEN) return number(stack, 2, 16, 6, CLOSE)
    return letter === LETTER_U ? done(stack, hex(stack, 1, 4), 5, false) : done(stack, hex(stack, 1, 2), 3, true)
  }
  if (blankEscapes.has(letter)) return done(stack, 0x0a, 1, true)
  const high = nibble(stack, 0)
  if (high < 0 || high > 3) return -1
  const [middle, low] = [nibble(stack, 1), nibble(stack, 2)]
  if (middle < 0 || middle > 7 || low < 0 || low > 7) return -1
  return done(stack, high * 64 + middle * 8 + low, 3, true)
}

function entity(stack: UnitStack): number {
  if (unitAt(stack, 0) === NUMBER) {
    return unitAt(stack, 1) === LETTER_X ? number(stack, 2, 16, 8, SEMICOLON) : number(stack, 1, 10, 8, SEMICOLON)
  }
  let name = ''
  for (let at = 0; at < LONGEST_NAME; at++) {
    const code = unitAt(stack, at)
    if (code === SEMICOLON) return done(stack, namedCharacters[name] ?? -1, at + 1, false)
    if (code < 0x61 || code > 0x7a) return -1
    name += String.fromCharCode(code)
  }
  return -1
}

function equals(stack: UnitStack, end: number): number {
  if (stack.leftOut === end && stack.isLineEnd) return done(stack, 0, 0, true)
  const value = hex(stack, 0, 2)
  if (value < 0) return -1
  stack.hasQuoted = true
  return stack.quotedPrintable ? done(stack, value, 2, true) : -1
}

/** Only characters that are read as another, or as none. */
function wide(stack: UnitStack, lead: number): number {
  const second = unitAt(stack, 0)
  if (second < 0x80 || second > 0xbf) return -1
  if (lead === 0xc2) return second === 0xa0 || second === 0xad ? done(stack, 0, 1, true) : -1
  const third = unitAt(stack, 1)
  if (third < 0x80 || third > 0xbf) return -1
  const point = ((lead & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)
  if (hasNoWidth(point)) return done(stack, 0, 2, true)
  return isFullWidth(point) ? done(stack, point - FULL_WIDTH, 2, true) : -1
}

export const FULL_WIDTH = 0xfee0
export const isFullWidth = (point: number) => point >= 0xff01 && point <= 0xff5e

const otherBlanks = new Set([0x180e, 0x3000, 0xfeff, 0xad, 0xa0])

/** Soft hyphens, joiners, marks of direction, and blanks of other scripts. */
export function hasNoWidth(point: number): boolean {
  if (point >= 0x2000 && point <= 0x200f) return true
  return (point >= 0x2028 && point <= 0x202f) || (point >= 0x205f && point <= 0x206f) || otherBlanks.has(point)
}

/** Also encodes a lone surrogate half, which UTF-16 escapes write by itself. */
export function utf8Of(point: number): number[] {
  if (point < 0x80) return [point]
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)]
  const [next, last] = [0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)]
  if (point < 0x10000) return [0xe0 | (point >> 12), next, last]
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), next, last]
}
