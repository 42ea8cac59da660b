import type { BodyWriter } from './exchange-store.ts'

/** Keeps what is written in memory, however much it is. */
export function createMemoryBody(): BodyWriter {
  let chunks: Uint8Array[] = []
  return {
    async write(chunk) {
      chunks.push(chunk)
    },
    async finish() {
      const bytes = Buffer.concat(chunks)
      chunks = []
      return { kind: 'bytes', bytes }
    },
    async discard() {
      chunks = []
    },
  }
}
