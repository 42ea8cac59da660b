import {
  afterValue,
  BACKSLASH,
  breakAt,
  type JsonState,
  LINE_FEED,
  MINUS,
  put,
  QUOTE,
  type Read,
  SPACE,
} from './json-state.ts'

/** After the opening quote. Control characters are let through although JSON has none there. */
export const string: Read = (state, bytes, start) => {
  let at = start
  let to = state.length
  const { out } = state
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    out[to++] = byte
    if (byte === QUOTE) {
      endString(state)
      break
    }
    if (byte === BACKSLASH) {
      state.lexeme = escaped
      break
    }
    if (byte === LINE_FEED) state.line += 1
  }
  state.length = to
  return at + 1
}

function endString(state: JsonState): void {
  if (state.isKey) {
    state.expected = 'colon'
    state.lexeme = undefined
  } else afterValue(state)
}

const escapes = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)))

const escaped: Read = (state, bytes, at) => {
  const byte = bytes[at] ?? 0
  if (byte === 0x75) {
    state.hexLeft = 4
    state.lexeme = unicode
  } else if (escapes.has(byte)) state.lexeme = string
  else return breakAt(state, at)
  put(state, byte)
  return at + 1
}

const unicode: Read = (state, bytes, at) => {
  const byte = bytes[at] ?? 0
  if (!isHex(byte)) return breakAt(state, at)
  put(state, byte)
  state.hexLeft -= 1
  if (state.hexLeft === 0) state.lexeme = string
  return at + 1
}

/** Begins `true`, `false`, `null` or a number with its first byte. */
export function beginScalar(state: JsonState, byte: number): void {
  if (isLetter(byte)) {
    state.word = byte === 0x74 ? 'rue' : byte === 0x66 ? 'alse' : 'ull'
    state.lexeme = letters
  } else {
    state.number = byte === MINUS ? 'minus' : byte === 0x30 ? 'zero' : 'whole'
    state.lexeme = digits
  }
  put(state, byte)
}

export const beginsScalar = (byte: number) => isLetter(byte) || byte === MINUS || isDigit(byte)

const letters: Read = (state, bytes, at) => {
  if (bytes[at] !== state.word.charCodeAt(0)) return breakAt(state, at)
  put(state, bytes[at] ?? 0)
  state.word = state.word.slice(1)
  if (state.word === '') afterValue(state)
  return at + 1
}

const digits: Read = (state, bytes, start) => {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    const next = partAfter(state.number, byte)
    if (next === undefined) {
      if (!endsNumber(state)) return breakAt(state, at)
      afterValue(state)
      return at
    }
    state.number = next
    put(state, byte)
  }
  return bytes.length
}

/** The parts of a number after which it may be over. */
const lastParts = new Set(['zero', 'whole', 'fraction', 'power'])

/** Whether the text may end here, in a number. */
export const endsNumber = ({ lexeme, number }: JsonState) => lexeme === digits && lastParts.has(number)

/** The part of a number that this byte belongs to, after one that belonged to `part`. */
function partAfter(part: string, byte: number): string | undefined {
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

const isLetter = (byte: number) => byte === 0x74 || byte === 0x66 || byte === 0x6e
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39
const isHex = (byte: number) => isDigit(byte) || ((byte | SPACE) >= 0x61 && (byte | SPACE) <= 0x66)
