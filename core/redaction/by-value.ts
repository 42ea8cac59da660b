import type { Span } from './spans.ts'

/** Finds one known value, however it is written. */
export type ValueFinder = (text: string) => Span[]

/**
 * Matches a value raw, percent-encoded (any case, any depth, any subset of its characters) and JSON-escaped (any
 * depth), in text or in the Latin-1 view of UTF-8 bytes.
 */
export function createValueFinder(secret: string): ValueFinder {
  let written: RegExp | undefined
  return (text) => {
    written ??= new RegExp((secret.match(/\\+|[^\\]/gu) ?? []).map(anyWriting).join(''), 'gu')
    return [...text.matchAll(written)].map(({ index, 0: match }) => ({
      start: index,
      end: index + match.length,
      secret,
    }))
  }
}

const BACKSLASH = String.raw`(?:\\|%(?:25)*5[cC])`
/** Each level of JSON in JSON doubles the backslashes. A run is tried from its beginning only, or it would cost its square. */
const BACKSLASHES = `(?<!${BACKSLASH})${BACKSLASH}+`

/** Takes one character, or a run of backslashes, whose number escaping changes. */
function anyWriting(character: string): string {
  if (character.startsWith('\\')) return `(?:${BACKSLASH}|u005[cC]){${character.length},${character.length + 15}}`
  const bytes = [...Buffer.from(character)]
  const utf8 = bytes.map((byte) => literal(byte)).join('')
  const percent = bytes.map((byte) => `%(?:25)*${hex(byte, 2)}`).join('')
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  const unicode = units.map((unit) => `${BACKSLASHES}u${hex(unit, 4)}`).join('')
  const raw = literal(character.codePointAt(0) ?? 0)
  // The longer writing first: a `%` that is encoded begins with a `%`.
  const forms = [percent, unicode]
  if (`"'/`.includes(character)) forms.push(`${BACKSLASHES}(?:${raw}|${percent})`)
  forms.push(raw)
  if (utf8 !== raw) forms.push(utf8)
  return `(?:${forms.join('|')})`
}

const literal = (codePoint: number) => String.raw`\u{${codePoint.toString(16)}}`

const hex = (value: number, digits: number) =>
  [...value.toString(16).padStart(digits, '0')]
    .map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit))
    .join('')
