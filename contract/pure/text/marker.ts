/**
 * Source of a pattern that finds every marker: the replacement of a secret, with its length and the first 24 bits of
 * its SHA-256. `core/kernel/redaction` writes markers, the page highlights them.
 */
export const MARKER = String.raw`\[hidden:\d+-chars:#[0-9a-f]{6}\]`
