/**
 * What each place of a text stands for once every escape that begins there is undone: percent-encoding and JSON's
 * escapes, each at any depth, and one inside the other.
 */
export interface Units {
  /** The character (UTF-16, or a byte) that the unit beginning at this place stands for. */
  codes: Uint16Array
  /** Where that unit ends. */
  ends: Uint32Array
}

const PERCENT = 0x25
const BACKSLASH = 0x5c
const LETTER_U = 0x75
/** `"`, `'` and `/` may stand after backslashes that mean nothing more. */
const isEscapable = (code: number) => code === 0x22 || code === 0x27 || code === 0x2f

/**
 * From the end to the beginning, since an escape is made of units itself. Linear: no unit is read through twice from
 * places that both could begin one. A run of backslashes is one unit, whatever its length, because each level of JSON
 * in JSON doubles it.
 */
export function readUnits(text: string): Units {
  const { length } = text
  const codes = new Uint16Array(length)
  const ends = new Uint32Array(length)
  /** Places whose unit begins with a backslash, written in whatever way. */
  const escaped = new Uint8Array(length)

  /** The value of `count` hex digits from `at` on, or -1; `after` is where they end. */
  let after = 0
  const hexAt = (at: number, count: number): number => {
    let value = 0
    let place = at
    for (let digit = 0; digit < count; digit++) {
      const nibble = place < length ? nibbleOf(codes[place] ?? 0) : -1
      if (nibble < 0) return -1
      value = value * 16 + nibble
      place = ends[place] ?? length
    }
    after = place
    return value
  }

  for (let at = length - 1; at >= 0; at--) {
    let code = text.charCodeAt(at)
    let end = at + 1
    let isEscaped = 0
    let isUnicode = false
    while (code === PERCENT || code === BACKSLASH) {
      if (code === PERCENT) {
        const byte = hexAt(end, 2)
        if (byte < 0) break
        code = byte
        end = after
        continue
      }
      isEscaped = 1
      const next = end < length ? (codes[end] ?? 0) : 0
      const unit = end < length && next === LETTER_U ? hexAt(ends[end] ?? length, 4) : -1
      // After a backslash that is written as one, an escaped u is a doubled backslash's; else it may be this one's.
      if (unit >= 0 && (isUnicode || !escaped[end])) {
        code = unit
        end = after
        isUnicode = true
        continue
      }
      if (end < length && (escaped[end] || isEscapable(next))) {
        code = next
        end = ends[end] ?? length
      }
      break
    }
    codes[at] = code
    ends[at] = end
    escaped[at] = isEscaped
  }
  return { codes, ends }
}

function nibbleOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}
