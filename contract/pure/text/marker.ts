/**
 * Source of a pattern that finds every marker: what stands where a secret stood, with its length and the first 24 bits
 * of its SHA-256. `core/kernel/redaction` writes them, the page sets them apart.
 */
export const MARKER = String.raw`\[hidden:\d+-chars:#[0-9a-f]{6}\]`
