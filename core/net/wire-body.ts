/** A body as it came from the wire, without the framing; held once, in few pieces, however small those that came were. */
export interface WireBody {
  push(chunk: Uint8Array): void
  size(): number
  /** All bytes at once. Only once. */
  whole(): Uint8Array
  /** The bytes in order; each piece is let go when the next one is taken. Only once. */
  drain(): Iterable<Uint8Array>
}

/** A piece is worth an object of its own from so many bytes on. */
const WORTH = 16 * 1024
/** Smaller ones share one of so many. */
const SHARED = 64 * 1024

export function createWireBody(): WireBody {
  let pieces: Uint8Array[] = []
  /** The last piece, with room behind it. */
  let shared: { buffer: Uint8Array; used: number } | undefined
  let size = 0

  const seal = () => {
    if (shared) pieces.push(shared.buffer.subarray(0, shared.used))
    shared = undefined
  }
  return {
    push(chunk) {
      size += chunk.length
      // Most replies are one chunk.
      if (chunk.length >= WORTH || size === chunk.length) {
        seal()
        pieces.push(chunk)
        return
      }
      if (shared && shared.used + chunk.length > SHARED) seal()
      shared ??= { buffer: new Uint8Array(SHARED), used: 0 }
      shared.buffer.set(chunk, shared.used)
      shared.used += chunk.length
    },
    size: () => size,
    whole() {
      seal()
      const [first = new Uint8Array()] = pieces
      const all = pieces.length > 1 ? Buffer.concat(pieces) : first
      pieces = []
      return all
    },
    *drain() {
      seal()
      const left = pieces.reverse()
      pieces = []
      for (let piece = left.pop(); piece; piece = left.pop()) yield piece
    },
  }
}
