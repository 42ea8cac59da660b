import type { Normal } from '#core/kernel/redaction/normal/normalise.ts'
import { endOf, startOf } from '#core/kernel/redaction/normal/units.ts'
import { type KeyMatch, type Opening, openingAfter } from './keys.ts'
import type { Span } from './spans.ts'

/** Units searched of an array or an object that follows a key. */
const MAX_NESTED = 16 * 1024
/** Shortest value in bytes; in an object a shorter one is more likely a word. */
const MIN_NESTED = 8

const scheme = /(?:bearer|basic|digest|negotiate|token)/y
const literals = new Set(['true', 'false', 'null', 'none', 'nil', 'undefined'])
const codeOf = (character: string) => character.charCodeAt(0)
const endsBare = new Uint8Array(256)
for (const character of '&"\'`<>#;,{}\\') endsBare[codeOf(character)] = 1
const endsLine = new Uint8Array(256)
for (const character of '"\'`<>') endsLine[codeOf(character)] = 1
const quotes = new Set([...'"\'`'].map(codeOf))
const [LESS, COLON, SEMICOLON, COMMA] = [codeOf('<'), codeOf(':'), codeOf(';'), codeOf(',')]
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [codeOf('['), codeOf(']'), codeOf('{'), codeOf('}')]

/** Bytes `start` to `stop` of a value, and the unit after it. */
interface Value {
  start: number
  stop: number
  end: number
}

/** Finds the values that follow the names of secrets; the text may be cut off on both sides. */
export function findByKey(normal: Normal, keys: KeyMatch[]): Span[] {
  if (keys.length === 0) return []
  const { codes, first, end } = normal
  const text = Buffer.from(codes.buffer, codes.byteOffset + first, end - first).toString('latin1')
  const spans: Span[] = []
  let until = 0
  let nestedUntil = 0
  for (const key of keys.toSorted((a, b) => a.first - b.first)) {
    // A key within a value is hidden with it.
    if (key.first < until) continue
    const open = openingAfter(normal, text, key)
    if (!open || (open.kind === 'nested' && key.first < nestedUntil)) continue
    const nested = open.kind === 'nested' ? nestedValues(normal, open.at) : undefined
    nestedUntil = Math.max(nestedUntil, nested?.end ?? 0)
    for (const value of nested?.values ?? [valueFrom(normal, text, open, key)]) {
      if (!value || value.stop <= value.start) continue
      spans.push({ from: key.from, start: value.start, end: value.stop })
      if (!nested) until = value.end
    }
  }
  return spans
}

function valueFrom(normal: Normal, text: string, open: Opening, key: KeyMatch): Value | undefined {
  const { codes, runs, first, end } = normal
  const at = key.reachesLineEnd ? afterScheme(normal, text, open.at) : open.at
  if (open.kind === 'quoted') return quoted(normal, open.at - 1, at)
  if (open.kind === 'element') {
    let stop = open.at
    while (stop < end && codes[stop] !== LESS) stop++
    // `]]>`
    const after = text.slice(stop - first - 3, stop - first) === ']]>' ? stop - 3 : stop
    return { start: startOf(runs, at), stop: endOf(runs, after - 1), end: stop }
  }
  if (key.reachesLineEnd) {
    const isSet = text.slice(key.first - first - 4, key.first - first) === 'set+'
    return line(normal, at, isSet)
  }
  const value = bare(normal, at)
  const isProse = value.stop - value.start < open.least || literals.has(text.slice(at - first, value.end - first))
  return isProse ? undefined : value
}

/** Skips the scheme of `Bearer …`. */
function afterScheme({ first, runs }: Normal, text: string, at: number): number {
  scheme.lastIndex = at - first
  if (!scheme.test(text)) return at
  const after = scheme.lastIndex + first
  return endOf(runs, after - 1) !== startOf(runs, after) ? after : at
}

/** A quoted value ends at a quote that is escaped as the opening one is; any other quote is part of it. */
function quoted(normal: Normal, quote: number, at: number): Value {
  const { runs, bytes, end } = normal
  const close = closingQuote(normal, quote)
  const start = at === quote + 1 ? endOf(runs, quote) : startOf(runs, at)
  return { start, stop: close < end ? startOf(runs, close) : bytes.length, end: close }
}

function closingQuote({ bytes, codes, runs, end }: Normal, quote: number): number {
  const [from, to, code] = [startOf(runs, quote), endOf(runs, quote), codes[quote]]
  for (let at = quote + 1; at < end; at++) {
    if (codes[at] !== code) continue
    const start = startOf(runs, at)
    if (endOf(runs, at) - start !== to - from) continue
    let same = 0
    while (same < to - from && bytes[from + same] === bytes[start + same]) same++
    if (same === to - from) return at
  }
  return end
}

function line(normal: Normal, at: number, isSetCookie: boolean): Value {
  const { codes, runs, end } = normal
  let stop = at
  while (stop < end && !endsLine[codes[stop] ?? 0] && !(isSetCookie && codes[stop] === SEMICOLON)) {
    if (stop > at && hasLineEnd(normal, endOf(runs, stop - 1), startOf(runs, stop))) break
    stop++
  }
  return { start: startOf(runs, at), stop: endOf(runs, stop - 1), end: stop }
}

/** Whether more than blanks is between two units. */
function hasLineEnd({ bytes }: Normal, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return true
  return false
}

/**
 * Every string in an array; of the strings in an object, and of the bare values in an array, only those that look like
 * more than a word.
 */
function nestedValues(normal: Normal, from: number): { values: Value[]; end: number } {
  const { bytes, codes } = normal
  const end = Math.min(normal.end, from + MAX_NESTED)
  const values: Value[] = []
  let isArray = codes[from - 1] === OPEN_ARRAY
  let depth = 1
  let at = from
  for (; at < end && depth > 0; at++) {
    const code = codes[at] ?? 0
    if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      depth++
      isArray &&= code === OPEN_ARRAY
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--
    else if (quotes.has(code)) {
      const value = quoted(normal, at, at + 1)
      const isKey = codes[value.end + 1] === COLON
      const isWord = value.stop - value.start < MIN_NESTED || hasBlank(bytes, value)
      if (!isKey && (isArray || !isWord)) values.push(value)
      at = value.end
    } else if (isArray && code !== COMMA) {
      const value = bare(normal, at, CLOSE_ARRAY)
      if (value.stop - value.start >= MIN_NESTED) values.push(value)
      at = Math.max(at, value.end - 1)
    }
  }
  return { values, end: at }
}

function bare({ codes, runs, end }: Normal, at: number, close = -1): Value {
  let stop = at
  while (stop < end && !endsBare[codes[stop] ?? 0] && codes[stop] !== close) {
    if (stop > at && endOf(runs, stop - 1) !== startOf(runs, stop)) break
    stop++
  }
  return { start: startOf(runs, at), stop: stop === at ? 0 : endOf(runs, stop - 1), end: stop }
}

function hasBlank(bytes: Uint8Array, { start, stop }: Value): boolean {
  for (let at = start; at < stop; at++) if ((bytes[at] ?? 0) <= 0x20) return true
  return false
}
