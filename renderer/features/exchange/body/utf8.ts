/** Bytes of a character but for its first. */
const MOST_MORE = 3

/**
 * Offset of the first byte that begins no UTF-8 character, of bytes that have one. All before `from` is known to be
 * UTF-8, but for a last character that may be cut off there.
 */
export function firstBroken(bytes: Uint8Array, from: number): number {
  const start = characterStart(bytes, from)
  const isUtf8 = (end: number, options: TextDecodeOptions) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end), options)
      return true
    } catch {
      return false
    }
  }
  let good = start
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isUtf8(middle, { stream: true })) good = middle
    else bad = middle
  }
  while (!isUtf8(good, {})) good -= 1
  return good
}

/** Where the character begins that may go on at `at`. */
function characterStart(bytes: Uint8Array, at: number): number {
  let start = Math.max(0, at - MOST_MORE)
  while (start < at && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1
  return start
}
