import { isUtf8 } from 'node:buffer'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import type { BodyOptions, Redactor } from '#core/kernel/redaction/redactor.ts'

/** Deepest nesting of compressed data that is searched. */
const MAX_DEPTH = 5
/** Most decompressed bytes searched in all; a body with more is not stored. */
const MAX_UNPACKED = 32 * 1024 * 1024
/** First bytes of a large body that are decompressed to find out whether it is compressed. */
const SAMPLE = 64 * 1024
/** Fewest decompressed bytes for a sample to prove anything. */
const MIN_SAMPLE = 64
/** Most positions in one body at which compressed data may begin. */
const MAX_PLACES = 32

export type Packing = 'gzip' | 'zlib' | 'zstd' | 'br' | 'deflate' | 'archive'

/** Compressed data in a body. `isCertain`: the whole body is compressed, so decompressing must succeed. */
interface Found {
  packing: Packing
  bytes: Uint8Array
  isCertain: boolean
}

const signatures: { packing: Packing; bytes: Buffer }[] = [
  { packing: 'gzip', bytes: Buffer.of(0x1f, 0x8b, 0x08) },
  { packing: 'zstd', bytes: Buffer.of(0x28, 0xb5, 0x2f, 0xfd) },
  // Nothing here decompresses these.
  { packing: 'archive', bytes: Buffer.from('PK\x03\x04', 'latin1') },
  { packing: 'archive', bytes: Buffer.from('BZh') },
  { packing: 'archive', bytes: Buffer.from('\xfd7zXZ', 'latin1') },
  { packing: 'archive', bytes: Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1') },
]
/**
 * Signatures of gzip, zstd and zlib in base64 and in hex. zlib's is short, so it counts only where a run of letters
 * begins.
 */
const IN_LETTERS = new RegExp(
  [
    'H4sI|KLUv[/_][Q-Za-f]|1[fF]8[bB]08|28[bB]52[fF][fF][dD]',
    '(?:(?<![\\w+/-])|(?<=%[0-9A-Fa-f]{2}))(?:e(?:J[w-z]|N[o-r]|A[E-H]|F[4-7])|78(?:01|5[eE]|9[cC]|[dD][aA]))',
  ].join('|'),
  'g',
)
const HEX = /^(?:1f8b|28b5|78)/i

/** The compression of a whole body, by its first bytes; `undefined` for text. */
export function packingOf(bytes: Uint8Array): Packing | undefined {
  if (isText(bytes)) return undefined
  const found = signatures.find(({ bytes: signature }) => signature.equals(bytes.subarray(0, signature.length)))
  if (found) return found.packing
  const [first = 0, second = 0] = bytes
  // Deflate, a window of up to 32 KiB, and a check of both bytes.
  const isZlib = (first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0 && bytes.length > 2
  return isZlib ? 'zlib' : undefined
}

/** A sample may be cut within a character. */
const isText = (bytes: Uint8Array) =>
  [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut))))

/**
 * Whether compressed data in these bytes, declared or not, has a secret or cannot be decompressed: the redactor cannot
 * replace what it cannot see.
 */
export async function hidesSecret(
  bytes: Uint8Array,
  redactor: Redactor,
  options: BodyOptions,
): Promise<Packing | undefined> {
  const left = { bytes: MAX_UNPACKED }
  const look = async (body: Uint8Array, depth: number): Promise<Packing | undefined> => {
    const found = packedIn(body)
    if (found.length >= MAX_PLACES) return found[0]?.packing
    for (const { packing, bytes: packed, isCertain } of found) {
      if (packing === 'archive' || depth === MAX_DEPTH) {
        if (isCertain) return packing
        continue
      }
      const { content, isWhole } = await unpack(packed, packing, left.bytes)
      if (!isWhole && isCertain) return packing
      left.bytes -= content.length
      if (left.bytes <= 0) return packing
      if (redactor.bytes(content, options).redactions > 0 || (await look(content, depth + 1))) return packing
    }
    return undefined
  }
  return look(bytes, 0)
}

/** For formats without a signature: whether the decompressed sample is text, or compressed again. */
export async function mayBePacked(first: Uint8Array): Promise<Packing | undefined> {
  if (isText(first)) return undefined
  for (const packing of ['br', 'deflate'] as const) {
    const { content } = await unpack(first.subarray(0, SAMPLE), packing, MAX_UNPACKED)
    const sample = content.subarray(0, SAMPLE)
    if (sample.length >= MIN_SAMPLE && (isText(sample) || packingOf(sample))) return packing
  }
  return undefined
}

function packedIn(bytes: Uint8Array): Found[] {
  const whole = packingOf(bytes)
  const found: Found[] = whole ? [{ packing: whole, bytes, isCertain: true }] : []
  // These two have no signature.
  if (!whole && !isText(bytes)) {
    found.push({ packing: 'br', bytes, isCertain: false }, { packing: 'deflate', bytes, isCertain: false })
  }
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const { packing, bytes: signature } of signatures.slice(0, 2)) {
    for (
      let at = body.indexOf(signature, 1);
      at > 0 && found.length < MAX_PLACES;
      at = body.indexOf(signature, at + 1)
    ) {
      found.push({ packing, bytes: body.subarray(at), isCertain: false })
    }
  }
  found.push(...inLetters(body, MAX_PLACES - found.length))
  return found
}
/** Compressed data encoded as letters. */
function inLetters(body: Buffer, most: number): Found[] {
  const text = body.toString('latin1')
  const found: Found[] = []
  for (const { index, 0: head } of text.matchAll(IN_LETTERS)) {
    if (found.length === most) break
    const bytes = HEX.test(head) ? fromHex(text, index) : fromBase64(text, index)
    const packing = packingOf(bytes)
    if (packing) found.push({ packing, bytes, isCertain: false })
  }
  return found
}

function fromHex(text: string, at: number): Buffer {
  hexRun.lastIndex = at
  return Buffer.from(hexRun.exec(text)?.[0] ?? '', 'hex')
}

const hexRun = /[0-9a-f]*/iy
const base64Run = /(?:[\w+/=-]|\\[/rn]|\\u00(?:2b|2f|3d)|%2[bf]|%3d|[\r\n])*/iy

/** With the escapes of JSON and queries, and with line breaks. */
function fromBase64(text: string, at: number): Buffer {
  base64Run.lastIndex = at
  const run = base64Run.exec(text)?.[0] ?? ''
  const plain = run
    .replaceAll(/\\u00(2b|2f|3d)|%(2b|2f|3d)/gi, (_, json, percent) =>
      String.fromCharCode(Number.parseInt(json ?? percent, 16)),
    )
    .replaceAll(/\\[rn]/g, '')
  return Buffer.from(plain, 'base64')
}

/** The output before an error, at most `most` bytes. */
async function unpack(
  packed: Uint8Array,
  packing: Exclude<Packing, 'archive'>,
  most: number,
): Promise<{ content: Buffer; isWhole: boolean }> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const unpacker = unpackerFor(packing)
    // Errors are thrown to the loop below.
    pipeline(Readable.from([packed]), unpacker, () => {})
    for await (const chunk of unpacker as AsyncIterable<Uint8Array>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > most) return { content: Buffer.concat(chunks), isWhole: false }
    }
    return { content: Buffer.concat(chunks), isWhole: true }
  } catch {
    return { content: Buffer.concat(chunks), isWhole: false }
  }
}

function unpackerFor(packing: Exclude<Packing, 'archive'>): Transform {
  if (packing === 'gzip') return createGunzip()
  if (packing === 'zlib') return createInflate()
  if (packing === 'deflate') return createInflateRaw()
  if (packing === 'br') return createBrotliDecompress()
  return createZstdDecompress()
}
