import { createHash } from 'node:crypto'
import type { BodyFacts } from '#contract/exchange.ts'
import type { BodyWriter, StoredBody } from '#core/exchange/store/exchange-store.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { markerOf } from '#core/kernel/redaction/marker.ts'
import type { BodyOptions, Redactor } from '#core/kernel/redaction/redactor.ts'
import { type Decoding, decodeBody } from './decode.ts'
import { hidesSecret, mayBePacked, type Packing, packingOf } from './packed.ts'

/** A body as on the wire, without its framing. Held once, in few chunks even when those of the wire were small. */
export interface WireBody {
  push(chunk: Uint8Array): void
  size(): number
  /** All bytes at once. Callable once. */
  whole(): Uint8Array
  /** The bytes in order; each chunk is freed when the next one is taken. Callable once. */
  drain(): Iterable<Uint8Array>
}

/** Bytes from which a chunk is held as it is. */
const MIN_OWN_CHUNK_BYTES = 16 * 1024
/**
 * Buffer size in bytes into which smaller chunks are copied: thousands of tiny objects would take many times their
 * bytes.
 */
const SHARED_BUFFER_BYTES = 64 * 1024

export function createWireBody(): WireBody {
  let chunks: Uint8Array[] = []
  /** The last chunk, with free space. */
  let shared: { buffer: Uint8Array; used: number } | undefined
  let size = 0

  const seal = () => {
    if (shared) chunks.push(shared.buffer.subarray(0, shared.used))
    shared = undefined
  }
  return {
    push(chunk) {
      size += chunk.length
      // Most responses are one chunk.
      if (chunk.length >= MIN_OWN_CHUNK_BYTES || size === chunk.length) {
        seal()
        chunks.push(chunk)
        return
      }
      if (shared && shared.used + chunk.length > SHARED_BUFFER_BYTES) seal()
      shared ??= { buffer: new Uint8Array(SHARED_BUFFER_BYTES), used: 0 }
      shared.buffer.set(chunk, shared.used)
      shared.used += chunk.length
    },
    size: () => size,
    whole() {
      seal()
      const [first = new Uint8Array()] = chunks
      const all = chunks.length > 1 ? Buffer.concat(chunks) : first
      chunks = []
      return all
    },
    *drain() {
      seal()
      const left = chunks.reverse()
      chunks = []
      for (let chunk = left.pop(); chunk; chunk = left.pop()) yield chunk
    },
  }
}

/** A response's body, read up to the limit. */
export interface ReadBody {
  /** The decoded bytes, or the first of them when there are too many to interpret. */
  raw: Uint8Array
  /** Size of the decoded body in bytes. */
  size: number
  encoded?: NonNullable<BodyFacts['encoded']>
  failure?: NonNullable<ReturnType<Decoding['failure']>>
  /** The body is too large to interpret first, so it is recorded already. */
  recorded?: RecordedBody
}

/**
 * Decodes a body, up to `maxBytes`. Up to `maxRawBytes` are held until they are interpreted; a larger body is streamed
 * to `record`, and not held.
 */
export async function readBody(
  wire: WireBody,
  encoding: string | undefined,
  { maxBytes, maxRawBytes }: { maxBytes: number; maxRawBytes: number },
  record: (chunks: AsyncIterable<Uint8Array>) => Promise<RecordedBody>,
): Promise<ReadBody> {
  const decoding = decodeBody(wire.drain(), encoding, maxBytes)
  const chunks = decoding.chunks[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let more = false
  while (!more) {
    const next = await chunks.next()
    if (next.done) break
    held.push(next.value)
    size += next.value.length
    more = size > maxRawBytes
  }
  const raw = joined(held)
  const done = (): ReadBody => {
    const failure = decoding.failure()
    const { encoded } = decoding
    return { raw: raw.subarray(0, maxRawBytes), size, ...(encoded && { encoded }), ...(failure && { failure }) }
  }
  if (!more) return done()

  async function* all() {
    yield raw
    held.length = 0
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      size += next.value.length
      yield next.value
    }
  }
  const recorded = await record(all())
  return { ...done(), recorded }
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(), ...more] = chunks
  return more.length === 0 ? first : Buffer.concat(chunks)
}

/** A body with each secret redacted, as it is stored. */
export interface RecordedBody {
  stored: StoredBody
  /** Redacted bytes. */
  size: number
  redactions: number
  /** Present for a compressed body, of which nothing else may be stored. */
  packed?: { encoding: string; size: number; sha256: string }
}

/** Chunk size in bytes for redacting a larger body. */
const CHUNK_BYTES = 256 * 1024

export interface RecordBodyOptions {
  /** For bodies of more than a few bytes. */
  openBody(): BodyWriter
  redactor: Redactor
  body: BodyOptions
}

/**
 * Redacts a streamed body and passes on finished bytes: neither the input nor the output is held whole. A body whose
 * first chunk shows that it is compressed is too large to search, and is not stored.
 */
export async function recordChunks(
  chunks: AsyncIterable<Uint8Array>,
  options: RecordBodyOptions,
): Promise<RecordedBody> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  async function* all() {
    if (!first.done) yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  const packing = first.done ? undefined : await packingOfFirst(first.value, options)
  return packing ? factsOf(all(), packing) : redact(all(), options)
}

const packingOfFirst = async (bytes: Uint8Array, { redactor, body }: RecordBodyOptions) =>
  packingOf(bytes) ?? (await mayBePacked(bytes)) ?? (await hidesSecret(bytes, redactor, body))

/** Its size and hash, and a marker in its place. */
async function factsOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  packing: Packing,
): Promise<RecordedBody> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    size += chunk.length
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
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { openBody, redactor, body }: RecordBodyOptions,
): Promise<RecordedBody> {
  const redaction = redactor.stream(body)
  const writer = openBody()
  let size = 0
  const write = async (bytes: Uint8Array) => {
    size += bytes.length
    if (bytes.length > 0) await writer.write(bytes)
  }
  for await (const chunk of chunks) {
    const ready = redaction.write(chunk)
    if (ready.length === 0) continue
    await write(ready)
    // A store without files takes it without waiting.
    await nextTurn()
  }
  await write(redaction.end())
  return { stored: await writer.finish(), size, redactions: redaction.redactions() }
}

/** The same for a body in memory. */
export async function recordBody(bytes: Uint8Array, options: RecordBodyOptions): Promise<RecordedBody> {
  const packing = await hidesSecret(bytes, options.redactor, options.body)
  if (packing) return factsOf([bytes], packing)
  if (bytes.length > CHUNK_BYTES) return redact(inChunks(bytes), options)
  const hidden = options.redactor.bytes(bytes, options.body)
  return {
    stored: { kind: 'bytes', bytes: hidden.bytes },
    size: hidden.bytes.length,
    redactions: hidden.redactions,
  }
}

function* inChunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES)
}
