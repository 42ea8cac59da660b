/** The parts of two exchanges that are set side by side, in the order of the wire. */
export type ComparedPartName =
  | 'request-line'
  | 'request-headers'
  | 'request-body'
  | 'status-line'
  | 'response-headers'
  | 'response-body'
  | 'response-trailers'

/** One line of one exchange. */
export interface ComparedLine {
  /** Its place in its part, from 1: of a header as sent, of a line in the body as it is compared. */
  at: number
  text: string
  /** Characters of the whole line, when `text` is only the stretch around the first difference. */
  length?: number
}

/** `gap`: so many lines that are the same and were left out. */
export type ComparedRow =
  | { kind: 'same'; a: ComparedLine; b: ComparedLine }
  | { kind: 'changed'; a: ComparedLine; b: ComparedLine }
  | { kind: 'removed'; a: ComparedLine }
  | { kind: 'added'; b: ComparedLine }
  | { kind: 'gap'; lines: number }

/** A recorded body as a whole. */
export interface ComparedBytes {
  /** Bytes recorded (decoded, redacted). */
  size: number
  /** Of those bytes, in hex. */
  sha256: string
  /** Bytes there were, when more than recorded. */
  fullSize?: number
}

/**
 * `json`: both re-indented with keys in order, numbers and escapes as received · `text`: line by line ·
 * `bytes`: size and hash alone, since one of them is no text (`binary`) or too long to be read (`too-large`).
 */
export type BodyComparison = { as: 'json' | 'text' } | { as: 'bytes'; because: 'binary' | 'too-large' }

export interface ComparedPart {
  part: ComparedPartName
  rows: ComparedRow[]
  /** Rows that are not the same, those left out included. */
  differences: number
  /** Rows after the last one, left out because there were too many. */
  leftOut: number
  /** Headers that are on both come in another order. */
  reordered?: boolean
  /** Of a body. `equal`: byte for byte, as far as recorded. */
  body?: BodyComparison & { equal: boolean; a: ComparedBytes; b: ComparedBytes }
}

export interface ExchangeComparison {
  parts: ComparedPart[]
}
