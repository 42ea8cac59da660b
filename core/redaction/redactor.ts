/** Replaces secrets by visible markers. One instance per app: what one part learns, every sink hides. */
export interface Redactor {
  /** Remembers an AppSecret or a token, so that it is found by value from now on, in raw, percent- and JSON-escaped form. */
  know(secret: string): void
  /** For text of any origin (log lines, error messages, header values). */
  text(text: string): { text: string; redactions: number }
  /** For bodies. `tokenEndpoint` also hides what looks like a token by shape. */
  bytes(bytes: Uint8Array, options?: BodyOptions): { bytes: Uint8Array; redactions: number }
  /** The same for a body that comes in pieces, however they are cut; it holds a window of it at a time. */
  stream(options?: BodyOptions): Redaction
}

export interface BodyOptions {
  tokenEndpoint?: boolean
}

/** One body on its way through. What comes out, joined, is the redacted body. */
export interface Redaction {
  /** Takes the next bytes and gives what is ready, which may be nothing. */
  write(bytes: Uint8Array): Uint8Array
  /** The rest. */
  end(): Uint8Array
  /** How many secrets were replaced so far. */
  redactions(): number
}
