import type { FileHandle } from 'node:fs/promises'
import type { BodyWriter, StoredBody } from './exchange-store.ts'

/** A body of more than so many bytes is a file. */
export const MAX_IN_ROW = 1024 * 1024

export interface PassingFile {
  name: string
  handle: FileHandle
  remove(): Promise<void>
}

/** Holds at most {@link MAX_IN_ROW} bytes and the chunk at hand; beyond that, everything goes to the file. */
export function createBodyWriter(openFile: () => Promise<PassingFile>): BodyWriter {
  let chunks: Uint8Array[] = []
  let held = 0
  let file: PassingFile | undefined
  let inFile = 0
  /** The disk takes no more: what comes after is dropped, as the size says. */
  let full = false
  /** One write after the other, whoever waits for them. */
  let writing: Promise<void> = Promise.resolve()

  const spill = async () => {
    file ??= await openFile()
    for (const chunk of chunks) {
      // Goes on where the last one stopped, and on until all of it is written.
      await file.handle.writeFile(chunk)
      inFile += chunk.length
    }
    chunks = []
  }
  const write = async (chunk: Uint8Array) => {
    if (full) return
    chunks.push(chunk)
    held += chunk.length
    if (!file && held <= MAX_IN_ROW) return
    await spill().catch(() => {
      full = true
    })
  }
  const end = async () => {
    await writing
    await file?.handle.close()
  }

  return {
    write(chunk) {
      writing = writing.then(() => write(chunk))
      return writing
    },
    async finish(): Promise<StoredBody> {
      await end()
      if (file) return { kind: 'file', name: file.name, size: inFile }
      return { kind: 'bytes', bytes: Buffer.concat(chunks).subarray(0, MAX_IN_ROW) }
    },
    async discard() {
      await end()
      await file?.remove()
      chunks = []
    },
  }
}
