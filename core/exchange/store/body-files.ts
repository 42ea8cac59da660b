import { randomUUID } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { MOST } from '#core/kernel/sqlite/mark-unreadable.ts'
import { createBodyWriter } from './body-writer.ts'
import type { BodySide, BodyWriter } from './exchange-store.ts'

/** Bodies that are too large for a row: files of one folder (0700, each 0600). */
export interface BodyFiles {
  /** Writes a body of over 1 MiB into a temporary file. */
  open(): BodyWriter
  /** The name that {@link keep} will give. */
  lasting(id: number, side: BodySide): string
  /**
   * Makes a finished file permanent under its exchange's name, which it returns; `undefined` when another program has
   * deleted it. May be repeated.
   */
  keep(name: string, id: number, side: BodySide): Promise<string | undefined>
  /** Up to `length` bytes from `offset`; fewer, or none, when another program has deleted them. */
  read(name: string, offset: number, length: number): Promise<Uint8Array>
  /** Size of a file in bytes, 0 when another program has deleted it. */
  size(name: string): Promise<number>
  /** Returns the names that are now deleted, or are no body's; the others are left for the next start. */
  remove(names: string[]): Promise<string[]>
  /** Deletes temporary files of bodies that were being written when the console ended. */
  sweep(): Promise<void>
  /**
   * Moves the files of exchanges that are not among `kept` to a folder beside this one. They belong to a lost, newer
   * database. Returns the folder's name, the number of files, and their highest id.
   */
  setApart(kept: Set<string>): Promise<{ keptAs: string; files: number; lastId: number } | undefined>
}

const PART = /^[0-9a-f-]{36}\.part$/
const LASTING = /^(\d+)-(?:request|response)\.body$/
/** A damaged or foreign database may name any file. */
const isBody = (name: string) => PART.test(name) || LASTING.test(name)

/** For a store in memory, where each body is in its row. */
export const noBodyFiles: BodyFiles = {
  open: () => createBodyWriter(),
  lasting: (id, side) => `${id}-${side}.body`,
  keep: async () => undefined,
  read: async () => new Uint8Array(),
  size: async () => 0,
  remove: async (names) => names,
  sweep: async () => {},
  setApart: async () => undefined,
}

export function createBodyFiles(folder: string): BodyFiles {
  const pathOf = (name: string) => join(folder, name)

  return {
    open: () =>
      createBodyWriter(async () => {
        // Made on first use: most consoles never record such a body.
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        if (!lstatSync(folder).isDirectory()) throw new Error('a link in the place of the folder')
        const name = `${randomUUID()}.part`
        return { name, handle: await open(pathOf(name), 'wx+', 0o600), remove: () => rm(pathOf(name), { force: true }) }
      }),
    lasting: noBodyFiles.lasting,
    async keep(name, id, side) {
      const lasting = this.lasting(id, side)
      const handle = await openIfThere(pathOf(name), 'r+')
      if (!handle) return (await isThere(pathOf(lasting))) ? lasting : undefined
      // Before a row names it: after a power cut there must be no row without its file.
      await handle.datasync().finally(() => handle.close())
      await rename(pathOf(name), pathOf(lasting))
      return lasting
    },
    async read(name, offset, length) {
      const handle = isBody(name) ? await openIfThere(pathOf(name), 'r') : undefined
      if (!handle) return new Uint8Array()
      try {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, offset)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    size: (name) =>
      stat(pathOf(name)).then(
        ({ size }) => size,
        () => 0,
      ),
    async remove(names) {
      const done = await Promise.all(
        names.map((name) =>
          (isBody(name) ? rm(pathOf(name), { force: true }) : Promise.resolve()).then(
            () => name,
            () => undefined,
          ),
        ),
      )
      return done.filter((name) => name !== undefined)
    },
    async sweep() {
      await this.remove(namesIn(folder).filter((name) => PART.test(name)))
    },
    async setApart(kept) {
      const strays = namesIn(folder).filter((name) => LASTING.test(name) && !kept.has(name))
      if (strays.length === 0) return undefined
      const apart = freeFolder(`${folder}.unnamed`)
      for (const name of strays) await rename(pathOf(name), join(apart, name))
      // A foreign file name must not use up all ids.
      const ids = strays.map((name) => Number(LASTING.exec(name)?.[1])).filter((id) => id <= MOST)
      return { keptAs: basename(apart), files: strays.length, lastId: ids.reduce((a, b) => Math.max(a, b), 0) }
    },
  }
}

/** Makes the first of `<path>-1`, `-2` … that does not exist yet. */
function freeFolder(path: string): string {
  for (let n = 1; ; n++) {
    try {
      mkdirSync(`${path}-${n}`, { mode: 0o700 })
      return `${path}-${n}`
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

function openIfThere(path: string, flags: string): Promise<FileHandle | undefined> {
  return open(path, flags).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
