import type { IncomingMessage } from 'node:http'

/** Bytes read of a body that is too large: a client that sends more is not waiting for a reply. */
const MAX_DISCARDED_BYTES = 8 * 1024 * 1024

/**
 * The whole body, or `undefined` when it has more than `limit` bytes or was cut off. A large one is read to its end as
 * well: the reply to a client that is still sending may be lost with the connection.
 */
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      if (size > MAX_DISCARDED_BYTES) break
    }
  } catch {
    return undefined
  }
  return size > limit ? undefined : Buffer.concat(chunks)
}
