import type { Span } from './spans.ts'

/** The shortest run that is decoded; an AppSecret in base64 has 43 letters. */
const MIN_RUN = 40
/** Fewest groups of three ASCII characters in a row for content to be searched: most runs are names. */
const MIN_GROUPS = 3

/** The value of each base64 letter, and 64 for a backslash, which JSON may put before a slash. */
const values = new Int8Array(256).fill(-1)
for (const [alphabet, first] of [
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 0],
  ['-_', 62],
  ['\\', 64],
] as const) {
  for (const [at, letter] of [...alphabet].entries()) values[letter.charCodeAt(0)] = first + at
}
const BACKSLASH = 0x5c
/** For each of a group's four letters, the bit that no ASCII byte has. */
const highBits = [0x20, 0x08, 0x02, 0]
const isLetter = (code: number | undefined) => (values[code ?? 0] ?? -1) >= 0
const hexOnly = /^[0-9a-f]*$/i

/**
 * What `look` finds in the content of base64 and hex, as spans of the encoded letters. The finder knows the base64 and
 * hex of a secret itself; this finds secrets that were escaped or encoded before.
 */
export function findInEncoded(bytes: Buffer, look: (content: Buffer) => Span[]): Span[] {
  const found: Span[] = []
  for (let at = MIN_RUN - 1; at < bytes.length; at += MIN_RUN) {
    if (!isLetter(bytes[at])) continue
    let start = at
    while (start > 0 && isLetter(bytes[start - 1])) start--
    let end = at + 1
    while (end < bytes.length && isLetter(bytes[end])) end++
    if (end - start >= MIN_RUN) for (const span of inRun(bytes, start, end, look)) found.push(span)
    // The next run begins later than this.
    at = end
  }
  return found
}

function inRun(bytes: Buffer, start: number, end: number, look: (content: Buffer) => Span[]): Span[] {
  const found: Span[] = []
  // Where the beginning of a run was cut off, a group may begin at any of its first four letters.
  for (let from = start; from < (start === 0 ? 4 : start + 1); from++) {
    if (mayHoldText(bytes, from, end)) found.push(...contentSpans(bytes, from, end, 'base64', look))
  }
  // The first hex digit of an ASCII byte is 0 to 7.
  if (/^(?:[0-7][0-9a-f]){4}/i.test(bytes.toString('latin1', start, start + 8))) {
    if (hexOnly.test(bytes.toString('latin1', start, end))) found.push(...contentSpans(bytes, start, end, 'hex', look))
  }
  return found
}

function mayHoldText(bytes: Buffer, start: number, end: number): boolean {
  let groups = 0
  let isAscii = true
  let letter = 0
  for (let at = start; at < end; at++) {
    // A backslash belongs to no group, and decoding skips it, too.
    if (bytes[at] === BACKSLASH) continue
    isAscii &&= ((values[bytes[at] ?? 0] ?? 0) & (highBits[letter] ?? 0)) === 0
    letter = (letter + 1) % 4
    if (letter > 0) continue
    groups = isAscii ? groups + 1 : 0
    if (groups === MIN_GROUPS) return true
    isAscii = true
  }
  return false
}

function contentSpans(
  bytes: Buffer,
  start: number,
  end: number,
  encoding: 'hex' | 'base64',
  look: (content: Buffer) => Span[],
): Span[] {
  const text = bytes.toString('latin1', start, end)
  // Node's base64 passes over a backslash.
  const content = Buffer.from(text, encoding)
  const inContent = look(content)
  if (inContent.length === 0) return []
  const letters = encoding === 'hex' ? 2 : 4 / 3
  const placeOf = placesIn(text)
  return inContent.map(({ start: from, end: to, secret }) => ({
    start: start + placeOf(Math.floor(from * letters)),
    end: start + placeOf(Math.ceil(to * letters) - 1) + 1,
    ...(secret !== undefined && { secret }),
  }))
}

/** Where in a run its letters stand that are no backslash. */
function placesIn(text: string): (letter: number) => number {
  if (!text.includes('\\')) return (letter) => letter
  const places: number[] = []
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== BACKSLASH) places.push(at)
  return (letter) => places[letter] ?? text.length - 1
}
