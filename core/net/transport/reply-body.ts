/** A response's body between the socket and its reader. */
export interface ReplyBody {
  body: AsyncIterable<Uint8Array>
  push(chunk: Uint8Array): void
  /** Ends the body; the reader gets an error after the bytes before it. */
  end(error?: Error): void
}

/** Pauses and resumes the socket of the body. */
export interface Flow {
  pause(): void
  resume(): void
}

/** Bytes that may wait for the reader before the socket is paused. */
const HIGH_WATER_BYTES = 256 * 1024

/**
 * Passes bytes on, and pauses the socket while the reader is behind. `leave` is called when the reader stops before the
 * end.
 */
export function createReplyBody(flow: Flow, leave: () => void): ReplyBody {
  let chunks: Uint8Array[] = []
  let bytes = 0
  let isPaused = false
  let end: { error: Error | undefined } | undefined
  let waiting: PromiseWithResolvers<IteratorResult<Uint8Array>> | undefined

  const take = (): IteratorResult<Uint8Array> => {
    // Chunks of a few bytes each would cost a turn each, so they are joined.
    const [first = new Uint8Array()] = chunks
    const value = chunks.length > 1 ? Buffer.concat(chunks) : first
    chunks = []
    bytes = 0
    if (isPaused) {
      isPaused = false
      // Resuming may push more at once.
      flow.resume()
    }
    return { value, done: false }
  }
  const settle = () => {
    if (!waiting || (chunks.length === 0 && !end)) return
    const { resolve, reject } = waiting
    waiting = undefined
    if (chunks.length > 0) resolve(take())
    else if (end?.error) reject(end.error)
    else resolve({ value: undefined, done: true })
  }
  const iterator: AsyncIterator<Uint8Array> = {
    next() {
      if (chunks.length > 0) return Promise.resolve(take())
      waiting = Promise.withResolvers()
      const { promise } = waiting
      settle()
      return promise
    },
    return() {
      chunks = []
      if (!end) leave()
      return Promise.resolve({ value: undefined, done: true })
    },
  }
  return {
    body: { [Symbol.asyncIterator]: () => iterator },
    push(chunk) {
      chunks.push(chunk)
      bytes += chunk.length
      if (waiting) settle()
      else if (bytes >= HIGH_WATER_BYTES && !isPaused) {
        isPaused = true
        flow.pause()
      }
    },
    end(error) {
      end ??= { error }
      settle()
    },
  }
}
