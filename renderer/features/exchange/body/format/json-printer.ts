import { createLineMap } from './line-map.ts'

/** Deeper levels are not indented any further: nesting may be as deep as the text is long. */
const MOST_INDENT = 64

const LINE_FEED = 0x0a
const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const COLON = 0x3a
const ARRAY = 0x5b
const BACKSLASH = 0x5c
const OBJECT = 0x7b
/** From an opening bracket to its closing one. */
const CLOSES = 2

/** What may come next between two lexemes. */
type Place = 'value' | 'first-entry' | 'first-key' | 'key' | 'colon' | 'after-value' | 'end'

/** Reads a run of bytes from a place on and says where the next run begins. */
type Read = (bytes: Uint8Array, at: number) => number

export interface JsonPrinter {
  /** The next bytes of the text, re-indented; what it returns is good until the next call. */
  push(bytes: Uint8Array): Uint8Array
  /** No more will come: whether all of it was JSON. */
  finish(): boolean
  /** Place of the first byte that no JSON has there; from it on the bytes are passed on as they are. */
  brokenAt(): number | undefined
  /** The printed line with the bracket that closes the one at the end of `line`, once that has come. Both from 0. */
  closedAt(line: number): number | undefined
}

/**
 * Re-indents JSON as it comes, byte for byte: it reads structure and no values, so numbers, escapes and repeated keys
 * stay as they were written. Only control characters inside strings are let through although JSON has none there.
 */
export function createJsonPrinter(): JsonPrinter {
  let out = new Uint8Array(1024)
  let length = 0
  let line = 0
  /** Bytes of earlier pushes. */
  let before = 0
  let broken: number | undefined
  let place: Place = 'value'
  /** Closing bytes of what is open, and the lines they were opened on. */
  const open: number[] = []
  const openedOn: number[] = []
  const closers = createLineMap()
  let isKey = false
  let hexLeft = 0
  let number = ''
  let word = ''

  function reserve(more: number): void {
    if (length + more <= out.length) return
    const grown = new Uint8Array(Math.max(2 * out.length, length + more))
    grown.set(out.subarray(0, length))
    out = grown
  }

  function newLine(): void {
    out[length++] = LINE_FEED
    const indent = 2 * Math.min(open.length, MOST_INDENT)
    out.fill(SPACE, length, length + indent)
    length += indent
    line += 1
  }

  function breakAt(at: number): number {
    broken = before + at
    read = verbatim
    return at
  }

  /** Whether a value may begin here; the first of an array begins a line. */
  function beginsValue(): boolean {
    if (place === 'first-entry') newLine()
    return place === 'value' || place === 'first-entry'
  }

  function afterValue(): void {
    place = open.length > 0 ? 'after-value' : 'end'
    read = between
  }

  const between: Read = (bytes, at) => {
    const byte = bytes[at] ?? 0
    if (isBlank(byte)) return at + 1
    reserve(bytes.length - at + 2 * MOST_INDENT + 2)
    switch (byte) {
      case OBJECT:
      case ARRAY:
        if (!beginsValue()) return breakAt(at)
        open.push(byte + CLOSES)
        openedOn.push(line)
        place = byte === OBJECT ? 'first-key' : 'first-entry'
        break
      case OBJECT + CLOSES:
      case ARRAY + CLOSES: {
        const isEmpty = place === 'first-key' || place === 'first-entry'
        if (open.at(-1) !== byte || !(isEmpty || place === 'after-value')) return breakAt(at)
        open.pop()
        const openingLine = openedOn.pop() ?? 0
        if (!isEmpty) {
          newLine()
          closers.set(openingLine, line)
        }
        afterValue()
        break
      }
      case COMMA:
        if (place !== 'after-value') return breakAt(at)
        out[length++] = COMMA
        newLine()
        place = open.at(-1) === OBJECT + CLOSES ? 'key' : 'value'
        return at + 1
      case COLON:
        if (place !== 'colon') return breakAt(at)
        out[length++] = COLON
        out[length++] = SPACE
        place = 'value'
        return at + 1
      case QUOTE:
        isKey = place === 'first-key' || place === 'key'
        if (place === 'first-key') newLine()
        if (!isKey && !beginsValue()) return breakAt(at)
        read = string
        break
      default:
        return scalar(byte, at)
    }
    out[length++] = byte
    return at + 1
  }

  function scalar(byte: number, at: number): number {
    const isWord = byte === 0x74 || byte === 0x66 || byte === 0x6e
    const isNumber = byte === MINUS || isDigit(byte)
    if (!(isWord || isNumber) || !beginsValue()) return breakAt(at)
    if (isWord) {
      word = byte === 0x74 ? 'true' : byte === 0x66 ? 'false' : 'null'
      read = letters
      return at
    }
    number = byte === MINUS ? 'minus' : byte === 0x30 ? 'zero' : 'whole'
    out[length++] = byte
    read = digits
    return at + 1
  }

  const string: Read = (bytes, start) => {
    let at = start
    let to = length
    const target = out
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      target[to++] = byte
      if (byte === QUOTE) {
        if (isKey) {
          place = 'colon'
          read = between
        } else afterValue()
        break
      }
      if (byte === BACKSLASH) {
        read = escaped
        break
      }
      if (byte === LINE_FEED) line += 1
    }
    length = to
    return at + 1
  }

  const escaped: Read = (bytes, at) => {
    const byte = bytes[at] ?? 0
    if (byte === 0x75) {
      hexLeft = 4
      read = unicode
    } else if (escapes.has(byte)) read = string
    else return breakAt(at)
    out[length++] = byte
    return at + 1
  }

  const unicode: Read = (bytes, at) => {
    const byte = bytes[at] ?? 0
    if (!isHex(byte)) return breakAt(at)
    out[length++] = byte
    hexLeft -= 1
    if (hexLeft === 0) read = string
    return at + 1
  }

  const digits: Read = (bytes, start) => {
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      const next = afterInNumber(number, byte)
      if (next === undefined) {
        if (!mayEnd.has(number)) return breakAt(at)
        afterValue()
        return at
      }
      number = next
      out[length++] = byte
    }
    return bytes.length
  }

  const letters: Read = (bytes, at) => {
    if (bytes[at] !== word.charCodeAt(0)) return breakAt(at)
    out[length++] = bytes[at] ?? 0
    word = word.slice(1)
    if (word === '') afterValue()
    return at + 1
  }

  const verbatim: Read = (bytes, at) => {
    reserve(bytes.length - at)
    out.set(bytes.subarray(at), length)
    length += bytes.length - at
    return bytes.length
  }

  let read: Read = between
  return {
    push(bytes) {
      length = 0
      reserve(bytes.length)
      let at = 0
      while (at < bytes.length) at = read(bytes, at)
      before += bytes.length
      return out.subarray(0, length)
    },
    finish() {
      const isWhole = place === 'end' || (open.length === 0 && read === digits && mayEnd.has(number))
      if (!isWhole) broken ??= before
      return broken === undefined
    },
    brokenAt: () => broken,
    closedAt: closers.get,
  }
}

const escapes = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)))
const isBlank = (byte: number) => byte === SPACE || byte === LINE_FEED || byte === 0x0d || byte === 0x09
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39
const isHex = (byte: number) => isDigit(byte) || ((byte | SPACE) >= 0x61 && (byte | SPACE) <= 0x66)

/** The parts of a number after which it may be over. */
const mayEnd = new Set(['zero', 'whole', 'fraction', 'power'])

/** The part of a number that this byte belongs to, after one that belonged to `part`. */
function afterInNumber(part: string, byte: number): string | undefined {
  const isExponent = (byte | SPACE) === 0x65
  switch (part) {
    case 'minus':
      return byte === 0x30 ? 'zero' : isDigit(byte) ? 'whole' : undefined
    case 'zero':
    case 'whole':
      if (part === 'whole' && isDigit(byte)) return 'whole'
      return byte === 0x2e ? 'point' : isExponent ? 'exponent' : undefined
    case 'point':
      return isDigit(byte) ? 'fraction' : undefined
    case 'fraction':
      return isDigit(byte) ? 'fraction' : isExponent ? 'exponent' : undefined
    case 'exponent':
      return isDigit(byte) ? 'power' : byte === 0x2b || byte === MINUS ? 'sign' : undefined
    default:
      return isDigit(byte) ? 'power' : undefined
  }
}
