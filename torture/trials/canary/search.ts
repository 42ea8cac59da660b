import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { encodings } from './encodings.ts'

/** A secret's forms, and whoever looks for them. */
export interface Search {
  /** Names of the forms that are found in these bytes, in what they unpack to, and in what their text decodes to. */
  find(bytes: Buffer | string): string[]
}

const MOST_UNPACKED = 8 * 1024 * 1024
/** A part of a secret that is as good as the whole. */
const PART = 20

export function createSearch(secrets: Record<string, string>): Search {
  const needles = Object.entries(secrets).flatMap(([name, secret]) => needlesOf(name, secret))
  const cores = Object.entries(secrets).flatMap(([name, secret]) =>
    partsOf(secret).map((part) => ({ name: `${name}, decoded`, bytes: Buffer.from(part.toLowerCase()) })),
  )
  return {
    find(given) {
      const found = new Set<string>()
      for (const bytes of unpacked(Buffer.from(given as Buffer))) {
        const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
        for (const needle of needles) if (lower.includes(needle.bytes)) found.add(needle.name)
        const text = lower.toString('latin1')
        for (const decode of decoders) {
          const decoded = Buffer.from(decode(text), 'latin1')
          for (const core of cores) if (decoded.includes(core.bytes)) found.add(core.name)
        }
        // Base64 does not survive a change of case.
        for (const inside of insideBase64(bytes.toString('latin1'))) {
          for (const core of cores) if (inside.includes(core.bytes)) found.add(core.name)
        }
      }
      return [...found]
    },
  }
}

function needlesOf(name: string, secret: string): { name: string; bytes: Buffer }[] {
  const whole = encodings.map((encoding) => ({
    name: `${name}, ${encoding.name}`,
    // What stands before and after it is in the first and last letters of a base64.
    bytes: lowerCase(core(encoding.name, encoding.write(secret))),
  }))
  return [
    ...whole,
    ...partsOf(secret).map((part, at) => ({ name: `${name}, part ${at}`, bytes: Buffer.from(part.toLowerCase()) })),
    { name: `${name}, backwards`, bytes: Buffer.from([...secret].toReversed().join('').toLowerCase()) },
  ]
}

function core(encoding: string, written: Buffer): Buffer {
  return encoding.startsWith('base64') ? written.subarray(4, -4) : written
}

const lowerCase = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')

function partsOf(secret: string): string[] {
  const parts: string[] = []
  for (let at = 0; at + PART <= secret.length; at += PART) parts.push(secret.slice(at, at + PART))
  parts.push(secret.slice(-PART))
  // A part that says nothing, as the frame that all tokens have, is none.
  return parts.filter((part) => new Set(part).size > 6)
}

const code = (digits: string, radix: number) => String.fromCharCode(Number.parseInt(digits, radix) & 0xff)

/** Texts as somebody reads them who knows how they were written; in lower case. */
const decoders: ((text: string) => string)[] = [
  (text) => percentDecoded(percentDecoded(text)),
  (text) => text.replaceAll(/\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})/g, (_, u, x) => code(u ?? x, 16)),
  (text) =>
    text
      .replaceAll(/\\\\(u00|x)/g, '\\$1')
      .replaceAll(/\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})/g, (_, u, x) => code(u ?? x, 16)),
  (text) => htmlDecoded(htmlDecoded(text)),
  (text) => text.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9a-f]{2})/g, (_, hex) => code(hex, 16)),
  (text) => text.replaceAll(/(?:[0-9a-f]{2}){20,}/g, (hex) => Buffer.from(hex, 'hex').toString('latin1')),
  (text) => text.replaceAll('\u0000', ''),
]

function percentDecoded(text: string): string {
  return text.replaceAll(/%u00([0-9a-f]{2})|%([0-9a-f]{2})/g, (_, u, hex) => code(u ?? hex, 16))
}

function htmlDecoded(text: string): string {
  return text
    .replaceAll(/&amp;/g, '&')
    .replaceAll(/&#(\d{2,3});|&#x([0-9a-f]{2});/g, (_, dec, hex) => (dec ? code(dec, 10) : code(hex, 16)))
    .replaceAll('&lowbar;', '_')
    .replaceAll(/&(?:hyphen|dash);/g, '-')
}

function insideBase64(text: string): Buffer[] {
  return [...text.matchAll(/[\w+/-]{40,}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].map((skip) => lowerCase(Buffer.from(run.slice(skip), 'base64'))),
  )
}

const unpackers = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync, zstdDecompressSync]

/** The bytes, and what they are when taken for something compressed, to any depth there is. */
function unpacked(bytes: Buffer): Buffer[] {
  const starts = [0, ...placesOf(bytes)]
  const inside = starts.flatMap((start) =>
    unpackers.flatMap((unpack) => {
      try {
        const more = unpack(bytes.subarray(start), { maxOutputLength: MOST_UNPACKED })
        return more.length > 0 ? unpacked(more) : []
      } catch {
        return []
      }
    }),
  )
  return [bytes, ...inside]
}

/** Where a gzip or a zlib stream may begin, in a file that holds other things as well. */
function placesOf(bytes: Buffer): number[] {
  const magics = [Buffer.from([0x1f, 0x8b, 0x08]), Buffer.from([0x78, 0x9c])]
  return magics.flatMap((magic) => {
    const places: number[] = []
    for (let at = bytes.indexOf(magic, 1); at > 0 && places.length < 2_000; at = bytes.indexOf(magic, at + 1))
      places.push(at)
    return places
  })
}
