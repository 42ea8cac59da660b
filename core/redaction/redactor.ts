/** Replaces secrets by visible markers. One instance per app: what one part learns, every sink hides. */
export interface Redactor {
  /** Remembers an AppSecret or a token, so that it is found by value from now on, in raw, percent- and JSON-escaped form. */
  know(secret: string): void
  /** For text of any origin (log lines, error messages, header values). */
  text(text: string): { text: string; redactions: number }
  /** For bodies. `tokenEndpoint` also hides what looks like a token by shape. */
  bytes(bytes: Uint8Array, options?: { tokenEndpoint?: boolean }): { bytes: Uint8Array; redactions: number }
}
