import type { FileHandle } from 'node:fs/promises'
import type { BodyWriter, StoredBody } from './exchange-store.ts'

/** Most bytes of a body in its row; a larger one is a file. */
export const MAX_IN_ROW = 1024 * 1024
/** Most bytes of a body held in memory while the disk takes no file. */
export const MAX_HELD = 8 * 1024 * 1024

export interface PassingFile {
  name: string
  handle: FileHandle
  remove(): Promise<void>
}

/**
 * Holds at most {@link MAX_IN_ROW} bytes and one chunk; a longer body goes to the file. When the file cannot be
 * written, the body stays in memory up to {@link MAX_HELD}. Without `openFile` all of it stays in memory.
 */
export function createBodyWriter(openFile?: () => Promise<PassingFile>): BodyWriter {
  const inMemory = openFile ? MAX_IN_ROW : Number.POSITIVE_INFINITY
  let chunks: Uint8Array[] = []
  let held = 0
  let file: PassingFile | undefined
  let inFile = 0
  let state: 'fits' | 'held' | 'full' = 'fits'
  /** Writes run one after the other, also when their callers do not wait. */
  let writing: Promise<void> = Promise.resolve()

  const spill = async () => {
    file ??= await openFile?.()
    if (!file) return
    for (let chunk = chunks[0]; chunk; chunk = chunks[0]) {
      // Continues where the last write stopped, until all is written.
      await file.handle.writeFile(chunk)
      inFile += chunk.length
      chunks.shift()
    }
  }
  /** Reads the file's bytes back into memory, or else ends the body with them and drops the rest. */
  const holdInMemory = async () => {
    state = held <= MAX_HELD ? 'held' : 'full'
    if (!file) return
    const { handle, remove } = file
    const begun = new Uint8Array(inFile)
    const read = state === 'held' ? await handle.read(begun, 0, inFile, 0).catch(() => undefined) : undefined
    if (inFile > 0 && read?.bytesRead !== inFile) {
      state = 'full'
      chunks = []
      return void (await handle.truncate(inFile).catch(() => {}))
    }
    chunks = [begun, ...chunks]
    file = undefined
    await handle.close().catch(() => {})
    await remove().catch(() => {})
  }
  const write = async (chunk: Uint8Array) => {
    if (state === 'held' && held + chunk.length > MAX_HELD) state = 'full'
    if (state === 'full') return
    chunks.push(chunk)
    held += chunk.length
    if (state === 'held' || (!file && held <= inMemory)) return
    await spill().catch(holdInMemory)
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
      return { kind: 'bytes', bytes: Buffer.concat(chunks) }
    },
    async discard() {
      await end()
      await file?.remove()
      chunks = []
    },
  }
}
