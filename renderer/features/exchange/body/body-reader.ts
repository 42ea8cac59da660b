import type { BodyFacts, BodySlice } from '#contract/exchange.ts'
import { firstBroken } from './utf8.ts'

/** Bytes read without being asked for more. */
export const READ_AT_ONCE = 4 * 1024 * 1024

/** Gets one slice of a body from an offset. */
type ReadSlice = (offset: number) => Promise<BodySlice>

/** A body as far as it has been read. */
export interface ReadBody {
  /** From the first byte on; what was read before does not change. */
  bytes: Uint8Array
  /** All that was recorded is here. */
  whole: boolean
  /** Offset of the first byte that is no UTF-8. */
  notUtf8At?: number
}

interface BodyReader {
  /** Reads on up to `end` bytes, tells of each slice, and stops early when it is told to. */
  readTo(end: number, onRead: (body: ReadBody) => void, signal: AbortSignal): Promise<void>
}

/** Reads a recorded body slice by slice, and only as much as it is asked for. */
export function createBodyReader(
  readSlice: ReadSlice,
  { size, fullSize = size }: Pick<BodyFacts, 'size' | 'fullSize'>,
): BodyReader {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let notUtf8At: number | undefined
  let buffer = new Uint8Array()
  let read = 0

  function add(bytes: Uint8Array): void {
    buffer.set(bytes, read)
    read += bytes.length
    checkFrom(read - bytes.length, { stream: true })
  }

  function checkFrom(from: number, options: TextDecodeOptions): void {
    if (notUtf8At !== undefined) return
    try {
      decoder.decode(buffer.subarray(from, read), options)
    } catch {
      notUtf8At = firstBroken(buffer.subarray(0, read), from)
    }
  }

  function current(whole: boolean): ReadBody {
    // A character that recording cut off is nobody's mistake.
    if (whole && fullSize === size) checkFrom(read, {})
    return { bytes: buffer.subarray(0, read), whole, ...(notUtf8At !== undefined && { notUtf8At }) }
  }

  return {
    async readTo(wanted, onRead, signal) {
      const end = Math.min(size, wanted)
      if (end > buffer.length) {
        const grown = new Uint8Array(end)
        grown.set(buffer.subarray(0, read))
        buffer = grown
      }
      let ended = size === 0
      if (ended) onRead(current(true))
      while (read < end && !ended) {
        const slice = await readSlice(read)
        const bytes = new Uint8Array(await slice.arrayBuffer())
        if (signal.aborted) return
        add(bytes.subarray(0, end - read))
        ended = bytes.length === 0 || read === size
        onRead(current(ended))
      }
    },
  }
}
