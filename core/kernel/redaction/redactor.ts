/** Replaces secrets by visible markers. One instance per app, so that a secret met in one part is hidden everywhere. */
export interface Redactor {
  /**
   * `owner` (a vault's key, an exchange) holds exactly these secrets from now on. Held secrets are found by value, in
   * every encoding that `docs/security.md` names.
   */
  hold(owner: string, ...secrets: string[]): void
  /** `owner` holds none any more; its secrets stay known for a while. */
  release(owner: string): void
  /** Known for a while: bounded by number and age, and never at the expense of a held one. */
  learn(secret: string): void
  /** For text of any origin (log lines, error messages, header values). */
  text(text: string): { text: string; redactions: number }
  /** For bodies. `tokenEndpoint` also hides what looks like a token by shape. */
  bytes(bytes: Uint8Array, options?: BodyOptions): { bytes: Uint8Array; redactions: number }
  /** The same for a body in pieces, however they are cut; at most one window of it is in memory. */
  stream(options?: BodyOptions): Redaction
}

export interface BodyOptions {
  tokenEndpoint?: boolean
}

/** The redaction of one body. The outputs, joined, are the redacted body. */
export interface Redaction {
  /** Takes the next bytes and returns those that are ready, perhaps none. */
  write(bytes: Uint8Array): Uint8Array
  /** Returns the rest. */
  end(): Uint8Array
  /** Number of secrets replaced so far. */
  redactions(): number
}
