import { createHash } from 'node:crypto'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { BodyFacts } from '#contract/exchange.ts'
import type { WireBody } from './wire-body.ts'

/** A Content-Encoding on its way to being undone. */
export interface Decoding {
  /** At most `maxBytes`, in pieces of bounded size; what there was before an error, too. */
  pieces: AsyncIterable<Uint8Array>
  /** Present when the body came encoded: only facts of those bytes are kept. */
  encoded?: NonNullable<BodyFacts['encoded']>
  /**
   * Known when the pieces are taken. `over-cap`: there is more than `maxBytes` · `unreadable`: unknown encoding, or bytes
   * that are not in it.
   */
  failure(): 'over-cap' | 'unreadable' | undefined
}

const PIECE = 64 * 1024

/** Undoes a Content-Encoding, never past `maxBytes`, whatever the encoded bytes would grow into. */
export function decodeBody(wire: WireBody, encoding: string | undefined, maxBytes: number): Decoding {
  if (isPlain(encoding)) return limited(wire.drain(), maxBytes)
  const name = nameOf(encoding)
  const pieces = [...wire.drain()]
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  const encoded = { encoding: name, size: wire.size(), sha256: hash.digest('hex') }
  const decoder = decoderFor(name, pieces[0])
  if (!decoder) return { pieces: nothing(), encoded, failure: () => 'unreadable' }
  // Some proxies name an encoding and send nothing.
  if (wire.size() === 0) return { pieces: nothing(), encoded, failure: () => undefined }
  // Its errors come to whoever takes the pieces.
  pipeline(Readable.from(pieces), decoder, () => {})
  return { encoded, ...limited(decoder as AsyncIterable<Uint8Array>, maxBytes) }
}

/** Nothing has to be undone. */
export function isPlain(encoding: string | undefined): boolean {
  const name = nameOf(encoding)
  return name === '' || name === 'identity'
}

const nameOf = (encoding: string | undefined) => encoding?.trim().toLowerCase() ?? ''

function decoderFor(name: string, first: Uint8Array | undefined): Transform | undefined {
  const options = { chunkSize: PIECE }
  if (name === 'gzip' || name === 'x-gzip') return createGunzip(options)
  if (name === 'br') return createBrotliDecompress(options)
  // "deflate" means zlib's format; some servers send the bare one, whose first byte differs.
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
      for await (const piece of source) {
        if (piece.length > left) {
          failure = 'over-cap'
          yield piece.subarray(0, left)
          return
        }
        left -= piece.length
        yield piece
      }
    } catch {
      failure = 'unreadable'
    }
  }
  return { pieces: take(), failure: () => failure }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
