import { createLineMap, type LineMap } from './line-map.ts'

/** Deeper levels are not indented any further: nesting may be as deep as the text is long. */
export const MOST_INDENT = 64

export const LINE_FEED = 0x0a
export const SPACE = 0x20
export const QUOTE = 0x22
export const COMMA = 0x2c
export const MINUS = 0x2d
export const COLON = 0x3a
export const ARRAY = 0x5b
export const BACKSLASH = 0x5c
export const OBJECT = 0x7b

/** What may come next between two lexemes. */
export type Expected = 'value' | 'first-entry' | 'first-key' | 'key' | 'colon' | 'after-value' | 'end'

/** Reads a run of bytes from an offset on and returns where the next run begins. */
export type Read = (state: JsonState, bytes: Uint8Array, at: number) => number

/** How far a text has been read and printed. */
export interface JsonState {
  /** What this push has printed: the first `length` bytes. */
  out: Uint8Array
  length: number
  /** The printed line, from 0. */
  line: number
  /** Bytes of earlier pushes. */
  before: number
  /** Offset of the first byte that no JSON has there. */
  brokenAt: number | undefined
  expected: Expected
  /** The lexeme that goes on; none between two. */
  lexeme: Read | undefined
  /** Closing bytes of what is open, and the lines they were opened on. */
  open: number[]
  openedOn: number[]
  closers: LineMap
  isKey: boolean
  hexLeft: number
  /** The part of a number that its last byte belonged to. */
  number: string
  /** What is left of `true`, `false` or `null`. */
  word: string
}

export function createJsonState(): JsonState {
  return {
    out: new Uint8Array(1024),
    length: 0,
    line: 0,
    before: 0,
    brokenAt: undefined,
    expected: 'value',
    lexeme: undefined,
    open: [],
    openedOn: [],
    closers: createLineMap(),
    isKey: false,
    hexLeft: 0,
    number: '',
    word: '',
  }
}

export function reserve(state: JsonState, more: number): void {
  const { out, length } = state
  if (length + more <= out.length) return
  state.out = new Uint8Array(Math.max(2 * out.length, length + more))
  state.out.set(out.subarray(0, length))
}

export function put(state: JsonState, byte: number): void {
  state.out[state.length++] = byte
}

export function newLine(state: JsonState): void {
  put(state, LINE_FEED)
  const end = state.length + 2 * Math.min(state.open.length, MOST_INDENT)
  state.out.fill(SPACE, state.length, end)
  state.length = end
  state.line += 1
}

export function afterValue(state: JsonState): void {
  state.expected = state.open.length > 0 ? 'after-value' : 'end'
  state.lexeme = undefined
}

/** From here on the bytes are passed on as they are. */
export function breakAt(state: JsonState, at: number): number {
  state.brokenAt = state.before + at
  state.lexeme = verbatim
  return at
}

function verbatim(state: JsonState, bytes: Uint8Array, at: number): number {
  const left = bytes.length - at
  reserve(state, left)
  state.out.set(bytes.subarray(at), state.length)
  state.length += left
  return bytes.length
}
