import { existsSync, readdirSync, rmSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Notice } from '../../contract/host.ts'
import { makePrivateFolder } from '../ports/private-folder.ts'
import { whyNotWritten } from '../ports/write-failure.ts'
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { createMemoryStore, createSqliteStore, type Store } from './store.ts'
import { checkStructure, StructureError } from './structure.ts'

const FILE = 'console.sqlite'
/** The bodies that are too big for a row. */
const BODIES = 'bodies'
/** What a console that has run before has left beside its database. */
const TRACES = ['accounts.json', 'settings.json', 'clock.json', BODIES]

/**
 * Opens the store of a data folder, which it makes when absent (0700, the file 0600). Never throws: a damaged file
 * is set aside, a newer one left alone, and where the file cannot be used now it is left as it is and the store lives in
 * memory; its `notices` say which. The file is locked for as long as it is open, so it is also the folder's lock
 * (`folder-in-use`).
 */
export async function openStore(folder: string): Promise<Store> {
  makePrivateFolder(folder)
  const sqlite = await import('node:sqlite').catch(() => undefined)
  if (!sqlite) return createMemoryStore([{ code: 'store-memory' }])

  const place = { path: join(folder, FILE), bodies: join(folder, BODIES), Database: sqlite.DatabaseSync }
  const wasUsed = readdirSync(folder).some((name) => TRACES.includes(name))
  const first = await tryOpen(place, wasUsed ? [{ code: 'store-missing', file: FILE }] : [])
  if (first !== 'damaged') return first

  try {
    const aside: Notice = { code: 'store-set-aside', file: FILE, keptAs: await setAside(place.path) }
    const second = await tryOpen(place, [aside], [aside])
    return second === 'damaged' ? createMemoryStore([aside, { code: 'store-memory' }]) : second
  } catch (error) {
    return createMemoryStore([{ code: 'store-unavailable', file: FILE, reason: whyNotWritten(error) }])
  }
}

interface Place {
  path: string
  bodies: string
  Database: typeof DatabaseSync
}

/** `ifNew` is told when the file is begun here, `always` whatever comes of it. */
async function tryOpen(place: Place, ifNew: Notice[], always: Notice[] = []): Promise<Store | 'damaged'> {
  const { path, bodies, Database } = place
  const isThere = existsSync(path)
  let db: DatabaseSync | undefined
  try {
    // SQLite would make the file with the umask's rights; its -wal takes the rights of the file.
    await (await open(path, 'a', 0o600)).close()
    db = new Database(path, { timeout: 0 })
    // Exclusive before the first read: the lock is held from here until close, and WAL needs no -shm file.
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    const version = schemaVersion(db)
    if (version > SCHEMA_VERSION) {
      db.close()
      return createMemoryStore([...always, { code: 'store-newer', file: FILE }])
    }
    // WAL with NORMAL loses at most the last writes in a power cut and never the file.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;')
    db.exec('BEGIN IMMEDIATE; COMMIT;')
    const check = db.prepare('PRAGMA integrity_check(1)').get()
    if (check?.integrity_check !== 'ok') throw new StructureError('integrity_check failed')
    migrate(db)
    const empty = new Database(':memory:')
    checkStructure(db, empty)
    empty.close()
    makeShrinkable(db)
    return await createSqliteStore(db, bodies, version === 0 ? [...ifNew] : [...always])
  } catch (error) {
    closeQuietly(db)
    // Nothing was in it yet.
    if (!isThere) for (const tail of ['', '-wal', '-journal']) rmSync(path + tail, { force: true })
    if (isDamage(error)) return 'damaged'
    return createMemoryStore([...always, noticeOf(error)])
  }
}

function noticeOf(error: unknown): Notice {
  const isLocked = sqliteCode(error) === BUSY
  return isLocked ? { code: 'folder-in-use' } : { code: 'store-unavailable', file: FILE, reason: whyNotWritten(error) }
}

// https://sqlite.org/rescode.html; the low byte of an extended code.
const BUSY = 5
/**
 * A statement that does not fit the file (ERROR, SCHEMA, CONSTRAINT, MISMATCH) is damage to its tables, as CORRUPT,
 * FORMAT and NOTADB are damage to its pages. All else is about the disk or the system, and passes.
 */
const DAMAGE = new Set([1, 11, 17, 19, 20, 24, 26])

function isDamage(error: unknown): boolean {
  if (error instanceof StructureError) return true
  const code = sqliteCode(error)
  return code !== undefined && DAMAGE.has(code)
}

function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
}

function closeQuietly(db: DatabaseSync | undefined): void {
  try {
    if (db?.isOpen) db.close()
  } catch {
    // What cannot be closed is no reason not to start.
  }
}

/** Once per file: from then on what was deleted can be given back to the disk (`reclaimSpace`). */
function makeShrinkable(db: DatabaseSync): void {
  const INCREMENTAL = 2
  if (db.prepare('PRAGMA auto_vacuum').get()?.auto_vacuum === INCREMENTAL) return
  try {
    db.exec(`PRAGMA auto_vacuum = ${INCREMENTAL}; VACUUM;`)
  } catch {
    // A disk without room for it: the file stays as it is, and works.
  }
}

/** Moves the file and what SQLite keeps beside it to the first free name; never deletes. */
async function setAside(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const target = `${path}.damaged-${n}`
    if (await stat(target).catch(() => undefined)) continue
    await rename(path, target)
    for (const tail of ['-wal', '-shm']) await rename(path + tail, target + tail).catch(() => undefined)
    return `${FILE}.damaged-${n}`
  }
}
