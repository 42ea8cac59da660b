import type { BodySlice } from '../../../contract/exchange.ts'
import { MAX_SLICE_BYTES } from '../../../contract/pure/limits.ts'

/** Bytes read without being asked for more. */
export const READ_AT_ONCE = 4 * MAX_SLICE_BYTES

/** Gets one slice of a body from an offset. */
export type ReadSlice = (offset: number) => Promise<BodySlice>

export interface BodyText {
  text: string
  /** Bytes that the text stands for. */
  read: number
}

/**
 * Reads a recorded body slice by slice, up to {@link READ_AT_ONCE} each time it is asked. Characters that two
 * slices share are put together; bytes that are no UTF-8 become U+FFFD.
 */
export function createBodyReader(readSlice: ReadSlice, size: number) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  let read = 0
  return {
    async more(): Promise<BodyText> {
      const end = Math.min(size, read + READ_AT_ONCE)
      while (read < end) {
        const slice = await readSlice(read)
        if (slice.size === 0) break
        read += slice.size
        text += decoder.decode(await slice.arrayBuffer(), { stream: true })
      }
      return { text: read < size ? text : text + decoder.decode(), read }
    },
  }
}
