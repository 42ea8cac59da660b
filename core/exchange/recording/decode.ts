import { createHash } from 'node:crypto'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { BodyFacts } from '#contract/exchange.ts'

/** A body that is decoded as its chunks are taken. */
export interface Decoding {
  /** At most `maxBytes`, in chunks of bounded size; bytes before an error are included. */
  chunks: AsyncIterable<Uint8Array>
  /** Present when the body came encoded: only size and hash of those bytes are stored. */
  encoded?: NonNullable<BodyFacts['encoded']>
  /**
   * Known when all chunks are taken. `over-cap`: there is more than `maxBytes` · `unreadable`: an unknown encoding, or
   * bytes that are not valid in it.
   */
  failure(): 'over-cap' | 'unreadable' | undefined
}

const CHUNK_BYTES = 64 * 1024

/** Undoes a Content-Encoding, never past `maxBytes`, so that a decompression bomb stays small. */
export function decodeBody(wire: Iterable<Uint8Array>, encoding: string | undefined, maxBytes: number): Decoding {
  if (isPlain(encoding)) return limited(wire, maxBytes)
  const name = nameOf(encoding)
  const received = [...wire]
  const hash = createHash('sha256')
  let size = 0
  for (const chunk of received) {
    hash.update(chunk)
    size += chunk.length
  }
  const encoded = { encoding: name, size, sha256: hash.digest('hex') }
  const decoder = decoderFor(name, received[0])
  if (!decoder) return { chunks: nothing(), encoded, failure: () => 'unreadable' }
  // Some proxies name an encoding and send nothing.
  if (size === 0) return { chunks: nothing(), encoded, failure: () => undefined }
  // Errors are thrown to the reader of the chunks.
  pipeline(Readable.from(received), decoder, () => {})
  return { encoded, ...limited(decoder as AsyncIterable<Uint8Array>, maxBytes) }
}

/** No encoding. */
export function isPlain(encoding: string | undefined): boolean {
  const name = nameOf(encoding)
  return name === '' || name === 'identity'
}

const nameOf = (encoding: string | undefined) => encoding?.trim().toLowerCase() ?? ''

function decoderFor(name: string, first: Uint8Array | undefined): Transform | undefined {
  const options = { chunkSize: CHUNK_BYTES }
  if (name === 'gzip' || name === 'x-gzip') return createGunzip(options)
  if (name === 'br') return createBrotliDecompress(options)
  // "deflate" means the zlib format; some servers send raw deflate, whose first byte differs.
  if (name === 'deflate') return ((first?.[0] ?? 0) & 0x0f) === 8 ? createInflate(options) : createInflateRaw(options)
  return undefined
}

function limited(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Omit<Decoding, 'encoded'> {
  let failure: 'over-cap' | 'unreadable' | undefined
  async function* take() {
    let left = maxBytes
    try {
      for await (const chunk of source) {
        if (chunk.length > left) {
          failure = 'over-cap'
          yield chunk.subarray(0, left)
          return
        }
        left -= chunk.length
        yield chunk
      }
    } catch {
      failure = 'unreadable'
    }
  }
  return { chunks: take(), failure: () => failure }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
