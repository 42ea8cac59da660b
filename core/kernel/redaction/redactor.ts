/** Replaces secrets by visible markers. One instance per app: what one part knows, every sink hides. */
export interface Redactor {
  /**
   * `owner` (a vault's key, an exchange) holds these secrets from now on, and none that it held before. What is held is
   * found by value, in every way of writing it that `docs/security.md` names.
   */
  hold(owner: string, ...secrets: string[]): void
  /** `owner` holds none any more. They stay known for a while. */
  release(owner: string): void
  /** Known for a while: bounded by number and age, and never at the cost of one that is held. */
  learn(secret: string): void
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
