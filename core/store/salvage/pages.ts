import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'

/** SQLite's default page size in bytes, which all our files have. */
export const PAGE_BYTES = 4096

/** The pages of a database file as its write-ahead log leaves them, read without SQLite. Numbered from 1. */
export interface Pages {
  count: number
  /** `undefined` past the end. */
  read(page: number): Buffer | undefined
  close(): void
}

/** Throws where a file cannot be read at all. */
export function openPages(path: string): Pages {
  const wal = readLog(`${path}-wal`)
  const file = openSync(path, 'r')
  const count = Math.max(Math.floor(fstatSync(file).size / PAGE_BYTES), ...wal.keys())
  return {
    count,
    read(page) {
      const newer = wal.get(page)
      if (newer) return newer
      const bytes = Buffer.alloc(PAGE_BYTES)
      return readSync(file, bytes, 0, PAGE_BYTES, (page - 1) * PAGE_BYTES) === PAGE_BYTES ? bytes : undefined
    },
    close: () => closeSync(file),
  }
}

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/** The pages that were committed and not yet moved into the file (https://sqlite.org/fileformat2.html#walformat). */
function readLog(path: string): Map<number, Buffer> {
  const committed = new Map<number, Buffer>()
  const log = readIfThere(path)
  if (log.length < HEADER_BYTES || log.readUInt32BE(8) !== PAGE_BYTES) return committed
  const salts = log.subarray(16, 24)
  const open = new Map<number, Buffer>()
  const step = FRAME_HEADER_BYTES + PAGE_BYTES
  for (let at = HEADER_BYTES; at + step <= log.length; at += step) {
    if (!log.subarray(at + 8, at + 16).equals(salts)) break
    open.set(log.readUInt32BE(at), log.subarray(at + FRAME_HEADER_BYTES, at + step))
    const isCommit = log.readUInt32BE(at + 4) > 0
    if (!isCommit) continue
    for (const [page, bytes] of open) committed.set(page, bytes)
    open.clear()
  }
  return committed
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
