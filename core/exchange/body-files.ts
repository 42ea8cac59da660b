import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createBodyWriter } from './body-writer.ts'
import type { BodySide, BodyWriter } from './exchange-store.ts'

/** Bodies that are too big for a row: files of one folder (0700, each 0600). */
export interface BodyFiles {
  /** What is written goes into a file of a passing name once it is over 1 MiB. */
  open(): BodyWriter
  /** Makes what `finish` named lasting, on the disk and as the exchange's own, and answers its name. */
  keep(name: string, id: number, side: BodySide): Promise<string>
  /** Up to `length` bytes from `offset`; fewer, or none, where somebody has taken them away. */
  read(name: string, offset: number, length: number): Promise<Uint8Array>
  /** One that cannot be deleted now is passed over; the next {@link sweep} finds it. */
  remove(names: string[]): Promise<void>
  /** Deletes what a crash left behind: everything of this shape but `kept`. */
  sweep(kept: Set<string>): Promise<void>
}

const SHAPE = /^(?:[0-9a-f-]{36}\.part|\d+-(?:request|response)\.body)$/

export function createBodyFiles(folder: string): BodyFiles {
  const pathOf = (name: string) => join(folder, name)

  return {
    open: () =>
      createBodyWriter(async () => {
        // When first needed: most consoles never meet such a body.
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const name = `${randomUUID()}.part`
        return { name, handle: await open(pathOf(name), 'wx', 0o600), remove: () => rm(pathOf(name), { force: true }) }
      }),
    async keep(name, id, side) {
      const handle = await open(pathOf(name), 'r+')
      // Before a row names it: the row must not outlive a power cut that the file does not.
      await handle.datasync().finally(() => handle.close())
      const lasting = `${id}-${side}.body`
      await rename(pathOf(name), pathOf(lasting))
      return lasting
    },
    async read(name, offset, length) {
      const handle = await open(pathOf(name), 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      if (!handle) return new Uint8Array()
      try {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, offset)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    async remove(names) {
      await Promise.allSettled(names.map((name) => rm(pathOf(name), { force: true })))
    },
    async sweep(kept) {
      const there = namesIn(folder).filter((name) => SHAPE.test(name) && !kept.has(name))
      await this.remove(there)
    },
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
