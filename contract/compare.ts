/** The parts of two exchanges that are compared, in the order of the wire. */
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
  /** Line number in its part, from 1: of a header as sent, of a body line as compared. */
  at: number
  text: string
  /** Characters of the whole line, when `text` is only the excerpt around the first difference. */
  length?: number
}

/** `gap`: the number of equal lines that were left out. */
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
  /** SHA-256 of the recorded bytes, in hex. */
  sha256: string
  /** Size of the body in bytes, when more than recorded. */
  fullSize?: number
}

/**
 * `json`: both indented again with sorted keys, numbers and escapes as received · `text`: line by line · `bytes`: size
 * and hash only, since one of them is no text (`binary`) or too long to read (`too-large`).
 */
export type BodyComparison = { as: 'json' | 'text' } | { as: 'bytes'; because: 'binary' | 'too-large' }

export interface ComparedPart {
  part: ComparedPartName
  rows: ComparedRow[]
  /** Rows that differ, including those left out. */
  differences: number
  /** Rows left out after the last one, because there are too many. */
  leftOut: number
  /** The headers that both have are in another order. */
  reordered?: boolean
  /** For a body. `equal`: byte for byte, as far as recorded. */
  body?: BodyComparison & { equal: boolean; a: ComparedBytes; b: ComparedBytes }
}

export interface ExchangeComparison {
  parts: ComparedPart[]
}
