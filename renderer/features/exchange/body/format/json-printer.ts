import { beginScalar, beginsScalar, endsNumber, string } from './json-lexemes.ts'
import {
  ARRAY,
  afterValue,
  breakAt,
  COLON,
  COMMA,
  createJsonState,
  type JsonState,
  LINE_FEED,
  MOST_INDENT,
  newLine,
  OBJECT,
  put,
  QUOTE,
  type Read,
  reserve,
  SPACE,
} from './json-state.ts'

/** From an opening bracket to its closing one. */
const CLOSES = 2

interface JsonPrinter {
  /** The next bytes of the text, re-indented; what it returns is good until the next call. */
  push(bytes: Uint8Array): Uint8Array
  /** No more will come: whether all of it was JSON. */
  finish(): boolean
  /** Offset of the first byte that no JSON has there; from it on the bytes are passed on as they are. */
  brokenAt(): number | undefined
  /** The printed line with the bracket that closes the one at the end of `line`, once that has come. Both from 0. */
  closedAt(line: number): number | undefined
}

/**
 * Re-indents JSON as it comes, byte for byte: it reads structure and no values, so numbers, escapes and repeated keys
 * stay as they were written.
 */
export function createJsonPrinter(): JsonPrinter {
  const state = createJsonState()
  return {
    push(bytes) {
      state.length = 0
      reserve(state, bytes.length)
      let at = 0
      while (at < bytes.length) at = (state.lexeme ?? between)(state, bytes, at)
      state.before += bytes.length
      return state.out.subarray(0, state.length)
    },
    finish() {
      const isWhole = state.expected === 'end' || (state.open.length === 0 && endsNumber(state))
      if (!isWhole) state.brokenAt ??= state.before
      return state.brokenAt === undefined
    },
    brokenAt: () => state.brokenAt,
    closedAt: state.closers.get,
  }
}

/** One byte of structure, or the first byte of a lexeme. */
const between: Read = (state, bytes, at) => {
  const byte = bytes[at] ?? 0
  if (isBlank(byte)) return at + 1
  reserve(state, bytes.length - at + 2 * MOST_INDENT + 2)
  return printed(state, byte) ? at + 1 : breakAt(state, at)
}

/** Prints a byte where JSON may have it. */
function printed(state: JsonState, byte: number): boolean {
  switch (byte) {
    case OBJECT:
    case ARRAY:
      return openBracket(state, byte)
    case OBJECT + CLOSES:
    case ARRAY + CLOSES:
      return closeBracket(state, byte)
    case COMMA:
      if (state.expected !== 'after-value') return false
      put(state, COMMA)
      newLine(state)
      state.expected = state.open.at(-1) === OBJECT + CLOSES ? 'key' : 'value'
      return true
    case COLON:
      if (state.expected !== 'colon') return false
      put(state, COLON)
      put(state, SPACE)
      state.expected = 'value'
      return true
    case QUOTE:
      return openString(state)
    default:
      if (!beginsScalar(byte) || !beginsValue(state)) return false
      beginScalar(state, byte)
      return true
  }
}

/** Whether a value may begin here; the first of an array begins a line. */
function beginsValue(state: JsonState): boolean {
  if (state.expected === 'first-entry') newLine(state)
  return state.expected === 'value' || state.expected === 'first-entry'
}

function openBracket(state: JsonState, byte: number): boolean {
  if (!beginsValue(state)) return false
  state.open.push(byte + CLOSES)
  state.openedOn.push(state.line)
  state.expected = byte === OBJECT ? 'first-key' : 'first-entry'
  put(state, byte)
  return true
}

function closeBracket(state: JsonState, byte: number): boolean {
  const { open, openedOn, expected, closers } = state
  const isEmpty = expected === 'first-key' || expected === 'first-entry'
  if (open.at(-1) !== byte || !(isEmpty || expected === 'after-value')) return false
  open.pop()
  const openingLine = openedOn.pop() ?? 0
  if (!isEmpty) {
    newLine(state)
    closers.set(openingLine, state.line)
  }
  afterValue(state)
  put(state, byte)
  return true
}

function openString(state: JsonState): boolean {
  state.isKey = state.expected === 'first-key' || state.expected === 'key'
  if (state.expected === 'first-key') newLine(state)
  if (!state.isKey && !beginsValue(state)) return false
  state.lexeme = string
  put(state, QUOTE)
  return true
}

const isBlank = (byte: number) => byte === SPACE || byte === LINE_FEED || byte === 0x0d || byte === 0x09
