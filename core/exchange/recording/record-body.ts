import { createHash } from 'node:crypto'
import type { BodyWriter, StoredBody } from '#core/exchange/store/exchange-store.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { markerOf } from '#core/kernel/redaction/marker.ts'
import type { BodyOptions, Redactor } from '#core/kernel/redaction/redactor.ts'
import { hidesSecret, mayBePacked, type Packing, packingOf } from './packed.ts'

/** A body with each secret replaced, as the store has it. */
export interface RecordedBody {
  stored: StoredBody
  /** Redacted bytes. */
  size: number
  redactions: number
  /** It is packed, and nothing of it may be kept but this. */
  packed?: { encoding: string; size: number; sha256: string }
}

/** Bodies up to so many bytes are handled at once. */
const AT_ONCE = 256 * 1024

export interface RecordBody {
  /** For the bodies that are more than a few bytes. */
  openBody(): BodyWriter
  redactor: Redactor
  options: BodyOptions
}

/**
 * Redacts a body that comes in pieces, and hands on what is ready: neither it nor what becomes of it is held whole. One
 * that is packed, as far as its first piece shows, is too large to be looked into.
 */
export async function recordPieces(pieces: AsyncIterable<Uint8Array>, how: RecordBody): Promise<RecordedBody> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  async function* all() {
    if (!first.done) yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  const packing = first.done ? undefined : await packingOfFirst(first.value, how)
  return packing ? factsOf(all(), packing) : redact(all(), how)
}

const packingOfFirst = async (bytes: Uint8Array, { redactor, options }: RecordBody) =>
  packingOf(bytes) ?? (await mayBePacked(bytes)) ?? (await hidesSecret(bytes, redactor, options))

/** Its size and its hash, and a marker in its place. */
async function factsOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  packing: Packing,
): Promise<RecordedBody> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of pieces) {
    hash.update(piece)
    size += piece.length
  }
  const sha256 = hash.digest('hex')
  const bytes = Buffer.from(markerOf(size, sha256.slice(0, 6)))
  return {
    stored: { kind: 'bytes', bytes },
    size: bytes.length,
    redactions: 1,
    packed: { encoding: packing, size, sha256 },
  }
}

async function redact(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { openBody, redactor, options }: RecordBody,
): Promise<RecordedBody> {
  const redaction = redactor.stream(options)
  const writer = openBody()
  let size = 0
  const write = async (bytes: Uint8Array) => {
    size += bytes.length
    if (bytes.length > 0) await writer.write(bytes)
  }
  for await (const piece of pieces) {
    const ready = redaction.write(piece)
    if (ready.length === 0) continue
    await write(ready)
    // A store without files takes it without a pause.
    await nextTurn()
  }
  await write(redaction.end())
  return { stored: await writer.finish(), size, redactions: redaction.redactions() }
}

/** The same for one that is there as a whole. */
export async function recordWhole(bytes: Uint8Array, how: RecordBody): Promise<RecordedBody> {
  const packing = await hidesSecret(bytes, how.redactor, how.options)
  if (packing) return factsOf([bytes], packing)
  if (bytes.length > AT_ONCE) return redact(inPieces(bytes), how)
  const hidden = how.redactor.bytes(bytes, how.options)
  return {
    stored: { kind: 'bytes', bytes: hidden.bytes },
    size: hidden.bytes.length,
    redactions: hidden.redactions,
  }
}

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += AT_ONCE) yield bytes.subarray(from, from + AT_ONCE)
}
