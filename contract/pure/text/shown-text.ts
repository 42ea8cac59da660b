/**
 * Source of a class (flag `u`) of characters that are invisible or change how the rest is read: control and format
 * characters, including those that turn the direction; every blank but the space; characters that fonts leave out; lone
 * surrogates.
 */
export const HIDDEN = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}`

/** Joiners inside one emoji, as in a family of four, are part of it. */
const JOINED = [
  String.raw`(?<=\p{Extended_Pictographic}\ufe0f?|[\u{1f3fb}-\u{1f3ff}])\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Extended_Pictographic})\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)`,
].join('|')
/** Combining marks that pile up on one letter, or stand on none. */
const PILED = String.raw`(?<=^|\p{M}{4})\p{M}+`

const inLine = patternOf(`${JOINED}|((?:(?!${JOINED})(?:${HIDDEN}))+|${PILED})`)
const inBlock = patternOf(`${JOINED}|((?:(?!${JOINED}|[\\t\\n])(?:${HIDDEN}))+|${PILED})`)

function patternOf(source: string): RegExp {
  return new RegExp(source, 'gu')
}

/** A piece of a text: visible as it is, or characters that are shown by their `codes`. */
export interface Piece {
  text: string
  /** `U+202E`, `␀`; of a long run the first codes and the number of the others. */
  codes?: string
}

/** Codes of one run that are spelled out. */
const MAX_CODES = 4

/** A text in pieces, whose concatenation is the text. In a `block`, tabs and line breaks keep their effect. */
export function piecesOf(text: string, { block = false } = {}): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(block ? inBlock : inLine)) {
    const hidden = match[1]
    if (hidden === undefined) continue
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) })
    pieces.push({ text: hidden, codes: codesOf(hidden) })
    at = match.index + hidden.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/** The same as one string, where only text can be shown: titles, notifications, lines of a log. */
export function shownText(text: string, options?: { block?: boolean }): string {
  return piecesOf(text, options)
    .map(({ text: plain, codes }) => (codes === undefined ? plain : `[${codes}]`))
    .join('')
}

function codesOf(run: string): string {
  const characters = Array.from(run)
  const codes = characters.slice(0, MAX_CODES).map((character) => codeOf(character.codePointAt(0) ?? 0))
  const more = characters.length - MAX_CODES
  return more > 0 ? `${codes.join(' ')} +${more}` : codes.join(' ')
}

/** The name of one character: `␀`, `␡`, `U+200B`. */
export function codeOf(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  // U+FEFF is best known as the byte order mark.
  if (code === 0xfeff) return 'BOM'
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
