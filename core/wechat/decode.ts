import { createHash } from 'node:crypto'
import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { BodyFacts } from '../../contract/exchange.ts'

export interface Decoded {
  /** At most `maxBytes`; what there was before an error, too. */
  bytes: Uint8Array
  /** Present when the body came encoded: only facts of those bytes are kept. */
  encoded?: NonNullable<BodyFacts['encoded']>
  /** `over-cap`: there is more than `maxBytes` · `unreadable`: unknown encoding, or bytes that are not in it. */
  failure?: 'over-cap' | 'unreadable'
}

/** Undoes a Content-Encoding, never past `maxBytes`, whatever the encoded bytes would grow into. */
export async function decodeBody(wire: Uint8Array, encoding: string | undefined, maxBytes: number): Promise<Decoded> {
  const name = encoding?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity') {
    return wire.length > maxBytes ? { bytes: wire.subarray(0, maxBytes), failure: 'over-cap' } : { bytes: wire }
  }
  const encoded = { encoding: name, size: wire.length, sha256: createHash('sha256').update(wire).digest('hex') }
  const decoder = decoderFor(name, wire)
  if (!decoder) return { bytes: new Uint8Array(), encoded, failure: 'unreadable' }
  // Some proxies name an encoding and send nothing.
  if (wire.length === 0) return { bytes: wire, encoded }
  return { encoded, ...(await collect(decoder, wire, maxBytes)) }
}

function decoderFor(name: string, wire: Uint8Array): Transform | undefined {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip()
  if (name === 'br') return createBrotliDecompress()
  // "deflate" means zlib's format; some servers send the bare one, whose first byte differs.
  if (name === 'deflate') return ((wire[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
  return undefined
}

async function collect(decoder: Transform, wire: Uint8Array, maxBytes: number): Promise<Omit<Decoded, 'encoded'>> {
  const chunks: Uint8Array[] = []
  let size = 0
  decoder.end(wire)
  try {
    for await (const chunk of decoder as AsyncIterable<Uint8Array>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > maxBytes) return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), failure: 'over-cap' }
    }
    return { bytes: Buffer.concat(chunks) }
  } catch {
    return { bytes: Buffer.concat(chunks), failure: 'unreadable' }
  }
}
