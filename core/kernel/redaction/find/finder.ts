import { MARKER } from '#contract/pure/text/marker.ts'
import { createNormaliser, type Normal } from '#core/kernel/redaction/normal/normalise.ts'
import { endOf, startOf } from '#core/kernel/redaction/normal/units.ts'
import { formsOf } from './forms.ts'
import { findByKey } from './key-values.ts'
import { type Key, type KeyMatch, keys, spellingsOf } from './keys.ts'
import { createNeedles, type Needle, SHORTEST } from './needles.ts'
import type { Span } from './spans.ts'

/**
 * Units of the shortest form of a secret that counts anywhere; a shorter one counts only between separators, or it would
 * match everywhere by chance.
 */
const MIN_LENGTH = 8

/** The meaning of a needle: a form of a secret, a key, or the beginning of a marker. */
type Meaning =
  | { kind: 'value'; secret: string; standsAlone: boolean; padding: number }
  | { kind: 'key'; key: Key }
  | { kind: 'marker' }

export interface Finder {
  /** Secrets in these bytes, and markers in order. `undefined` where the bytes are built to take too long. */
  find(bytes: Uint8Array): { found: Span[]; markers: Span[] } | undefined
}

const EQUALS = 0x3d
const around = new Uint8Array(256)
for (const character of `"'\`=:&@<>;,()[]{}\\`) around[character.charCodeAt(0)] = 1
/**
 * Characters that begin an escape: at the end of a secret they may be read as one, and then only its plain bytes match.
 */
const mayBegin = /[%&=\\]/

const normalise = createNormaliser()

/** Finds secrets by their value and by the key before them, however either is encoded. */
export function createFinder(secrets: readonly string[]): Finder {
  let spans: Span[] = []
  let markers: Span[] = []
  let keyMatches: KeyMatch[] = []
  const needles = createNeedles([...secrets.flatMap(needlesOf), ...otherNeedles], (normal, first, end, means) => {
    const { runs } = normal
    const start = startOf(runs, first)
    if (means.kind === 'marker') {
      const length = markerAt(normal.bytes, start)
      if (length > 0) markers.push({ start, end: start + length })
      return
    }
    if (means.kind === 'key') {
      keyMatches.push({ from: start, first, end, reachesLineEnd: means.key.reaches === 'line' })
      return
    }
    if (means.standsAlone && !standsAlone(normal, first, end)) return
    let last = end
    while (last < end + means.padding && normal.codes[last] === EQUALS) last++
    spans.push({ start, end: endOf(runs, last - 1), secret: means.secret })
  })
  const asTheyAre = secrets.filter((secret) => mayBegin.test(secret) && secret.length >= MIN_LENGTH)

  return {
    find(bytes) {
      spans = []
      for (const quotedPrintable of [false, true]) {
        keyMatches = []
        markers = []
        const normal = normalise(bytes, quotedPrintable, needles.lookAt)
        if (!needles.scan(normal)) return undefined
        for (const span of findByKey(normal, keyMatches)) spans.push(span)
        if (!normal.hasQuoted) break
      }
      for (const secret of asTheyAre)
        findAsItIs(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), secret, spans)
      return { found: spans, markers }
    },
  }
}

function findAsItIs(bytes: Buffer, secret: string, spans: Span[]): void {
  const needle = Buffer.from(secret)
  for (let start = bytes.indexOf(needle); start >= 0; start = bytes.indexOf(needle, start + needle.length)) {
    spans.push({ start, end: start + needle.length, secret })
  }
}

function needlesOf(secret: string): Needle<Meaning>[] {
  const found = new Map<string, Needle<Meaning>>()
  const forms = formsOf(secret)
  for (const form of forms) {
    for (const quotedPrintable of [false, true]) {
      const whole = unitsOf(form, quotedPrintable)
      const codes = whole.subarray(0, lengthWithoutPadding(whole))
      const isShort = codes.length < MIN_LENGTH
      if (codes.length < SHORTEST || (isShort && form !== forms[0])) continue
      const means = { kind: 'value', secret, standsAlone: isShort, padding: whole.length - codes.length } as const
      found.set(Buffer.from(codes).toString('latin1'), { codes, means })
    }
  }
  return [...found.values()]
}

const otherNeedles: Needle<Meaning>[] = [
  { codes: unitsOf(Buffer.from('[hidden:'), false), means: { kind: 'marker' } },
  ...keys.flatMap((key) =>
    spellingsOf(key).map((name): Needle<Meaning> => {
      return { codes: unitsOf(Buffer.from(name), false), means: { kind: 'key', key } }
    }),
  ),
]

const marker = new RegExp(MARKER, 'y')
const MAX_MARKER = 64

/** Length of the marker that begins here, 0 if there is none. */
function markerAt(bytes: Uint8Array, start: number): number {
  marker.lastIndex = 0
  const text = String.fromCharCode(...bytes.subarray(start, start + MAX_MARKER))
  return marker.test(text) ? marker.lastIndex : 0
}

function unitsOf(bytes: Uint8Array, quotedPrintable: boolean): Uint8Array {
  const { codes, first, end } = normalise(bytes, quotedPrintable)
  return codes.slice(first, end)
}

/** Base64 padding looks like a soft line break of quoted-printable. */
function lengthWithoutPadding(codes: Uint8Array): number {
  let length = codes.length
  while (length > 0 && codes[length - 1] === EQUALS) length--
  return length
}

/**
 * Whether the match is between quotes, in `key=value`, `user:password@` or a header line, and not in a word or a
 * sentence.
 */
function standsAlone({ bytes, codes, runs, first, end }: Normal, from: number, to: number): boolean {
  const isEnd = (byte: number | undefined) => byte === undefined || byte === 0x0a || byte === 0x0d
  const begins = from === first || around[codes[from - 1] ?? 0] === 1 || isEnd(bytes[startOf(runs, from) - 1])
  const stops = to === end || around[codes[to] ?? 0] === 1 || isEnd(bytes[endOf(runs, to - 1)])
  return begins && stops
}

/**
 * An AppSecret (32 hex digits) or a token (opaque, 100 to 512 characters; 64 so that a cut one is still seen). A `rid`
 * and a date are shorter.
 */
const SHAPE = /(?<![A-Za-z0-9_-])(?:[0-9a-f]{32}|[A-Za-z0-9_-]{64,})(?![A-Za-z0-9_-])/g

/** Finds values that look like a secret, in any context. Only for replies of token endpoints. */
export function findByShape(text: string): Span[] {
  return [...text.matchAll(SHAPE)].map(({ index, 0: match }) => ({ start: index, end: index + match.length }))
}
