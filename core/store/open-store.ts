import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#contract/host.ts'
import { kindOfPath } from '#core/kernel/files/private-file.ts'
import { makePrivateFolder } from '#core/kernel/files/private-folder.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import { BUSY, READONLY, sqliteCode } from '#core/kernel/sqlite/sqlite-code.ts'
import { sweepStateDrafts } from '#core/kernel/state/state-drafts.ts'
import { guardPaths, moveAside, takeOwnCopy } from './database-paths.ts'
import { claimFolder } from './folder-claim.ts'
import { followFile } from './followed-store.ts'
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { finishRecovery, recover, removeDraft } from './recover.ts'
import { createFileStore, createMemoryStore, type Store } from './store.ts'
import { checkStructure, StructureError } from './structure.ts'

const FILE = 'console.sqlite'
/** Files of bodies that are too large for a row. */
const BODIES = 'bodies'
/** Files that a former run has left beside its database. */
const TRACES = ['accounts.json', 'settings.json', 'clock.json', BODIES]

/**
 * Opens the store of a data folder, which it makes when absent (0700, the file 0600). Never throws: a damaged file is
 * set aside, a newer one left alone, and an unusable one left unchanged while the store is in memory; its `notices` say
 * which. The folder is claimed and the file locked while it is open (`folder-in-use`).
 */
export async function openStore(folder: string): Promise<Store> {
  makePrivateFolder(folder)
  const release = await claimFolder(folder)
  if (release === 'taken') return createMemoryStore([{ code: 'folder-in-use' }])
  const store = await openIn(folder)
  if (store.kind === 'memory') {
    release()
    return store
  }
  // Under the lock no other console is writing.
  sweepStateDrafts(folder)
  return {
    ...store,
    async close() {
      sweepStateDrafts(folder)
      await store.close()
      release()
    },
  }
}

async function openIn(folder: string): Promise<Store> {
  const files = { path: join(folder, FILE), bodies: join(folder, BODIES) }
  try {
    guardPaths(files.path)
    const finished = await finishRecovery(files.path)
    const first = await tryOpen(files, { keptAs: finished, wasUsed: wasUsed(folder) })
    if (first !== 'damaged') return following(first, files)
    const keptAs = await recover(files.path)
    const second = await tryOpen(files, { keptAs, wasUsed: false })
    if (second !== 'damaged') return following(second, files)
    return createMemoryStore([setAside(keptAs, 0), { code: 'store-memory' }])
  } catch (error) {
    return createMemoryStore([noticeOf(error)])
  }
}

const wasUsed = (folder: string) => readdirSync(folder).some((name) => TRACES.includes(name))

function following(store: Store, files: StoreFiles): Store {
  if (store.kind === 'memory') return store
  return followFile(store, {
    path: files.path,
    setAside: async () => moveAside(files.path, 'replaced'),
    isHeld: () => kindOfPath(files.path) !== 'other' && isHeld(files),
    async reopen() {
      const reopened = await tryOpen(files, { keptAs: undefined, wasUsed: false })
      return reopened === 'damaged' ? createMemoryStore() : reopened
    },
  })
}

function setAside(keptAs: string, exchanges: number): Notice {
  const code = exchanges > 0 ? 'store-recovered' : 'store-set-aside'
  return code === 'store-recovered' ? { code, file: FILE, keptAs, exchanges } : { code, file: FILE, keptAs }
}

interface StoreFiles {
  /** Path of the database. */
  path: string
  /** The folder of bodies. */
  bodies: string
}

/** Whether another console has it open. */
function isHeld({ path }: StoreFiles): boolean {
  const db = new DatabaseSync(path, { timeout: 0 })
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK;')
    return false
  } catch (error) {
    return sqliteCode(error) === BUSY
  } finally {
    closeQuietly(db)
  }
}

/**
 * `keptAs`: the damaged file was set aside under this name. `wasUsed`: the folder was in use, so a new file means a
 * loss.
 */
async function tryOpen(
  files: StoreFiles,
  { keptAs, wasUsed }: { keptAs: string | undefined; wasUsed: boolean },
): Promise<Store | 'damaged'> {
  const aside = keptAs === undefined ? [] : [setAside(keptAs, 0)]
  const { path, bodies } = files
  const isThere = existsSync(path)
  let db: DatabaseSync | undefined
  try {
    if (kindOfPath(path) === 'linked' && !isHeld(files)) takeOwnCopy(path)
    // SQLite would make the file with the umask's permissions; its -wal takes the permissions of the file.
    await (await open(path, 'a', 0o600)).close()
    db = new DatabaseSync(path, { timeout: 0 })
    // Exclusive before the first read: the lock is held from here until close, and WAL needs no -shm file.
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    const version = schemaVersion(db)
    if (version > SCHEMA_VERSION) {
      db.close()
      return createMemoryStore([...aside, { code: 'store-newer', file: FILE }])
    }
    // WAL with NORMAL loses at most the last writes in a power cut and never the file.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;')
    db.exec('BEGIN IMMEDIATE; COMMIT;')
    const check = db.prepare('PRAGMA integrity_check(1)').get()
    if (check?.integrity_check !== 'ok') throw new StructureError('integrity_check failed')
    migrate(db)
    const empty = new DatabaseSync(':memory:')
    checkStructure(db, empty)
    empty.close()
    makeShrinkable(db)
    const store = await createFileStore(db, bodies)
    removeDraft(path)
    if (keptAs !== undefined) store.notices.unshift(setAside(keptAs, (await store.exchanges.usage()).exchanges))
    else if (version === 0 && wasUsed) store.notices.unshift({ code: 'store-missing', file: FILE })
    return store
  } catch (error) {
    closeQuietly(db)
    // The file was still empty.
    if (!isThere) for (const tail of ['', '-wal', '-journal']) rmSync(path + tail, { force: true })
    if (isDamage(error) || (sqliteCode(error) === READONLY && isOtherFormat(path))) return 'damaged'
    return createMemoryStore([...aside, noticeOf(error)])
  }
}

function noticeOf(error: unknown): Notice {
  const isLocked = sqliteCode(error) === BUSY
  return isLocked ? { code: 'folder-in-use' } : { code: 'store-unavailable', file: FILE, reason: whyNotWritten(error) }
}

/**
 * A statement that does not fit the file (ERROR, SCHEMA, CONSTRAINT, MISMATCH) is damage to its tables, as CORRUPT,
 * FORMAT and NOTADB are damage to its pages. Every other error is the disk's or the system's, and passes.
 */
const DAMAGE = new Set([1, 11, 17, 19, 20, 24, 26])

function isDamage(error: unknown): boolean {
  if (error instanceof StructureError) return true
  const code = sqliteCode(error)
  return code !== undefined && DAMAGE.has(code)
}

/** Whether its header has a read-only format; our files have none. */
function isOtherFormat(path: string): boolean {
  const WRITE_VERSION_AT = 18
  const descriptor = openSync(path, 'r')
  const version = Buffer.alloc(1)
  readSync(descriptor, version, 0, 1, WRITE_VERSION_AT)
  closeSync(descriptor)
  return version.readUInt8() > 2
}

function closeQuietly(db: DatabaseSync | undefined): void {
  try {
    if (db?.isOpen) db.close()
  } catch {
    // A failure to close must not prevent the start.
  }
}

/** Once per file: allows deleted pages to be returned to the disk (`reclaimSpace`). */
function makeShrinkable(db: DatabaseSync): void {
  const INCREMENTAL = 2
  if (db.prepare('PRAGMA auto_vacuum').get()?.auto_vacuum === INCREMENTAL) return
  try {
    db.exec(`PRAGMA auto_vacuum = ${INCREMENTAL}; VACUUM;`)
  } catch {
    // Not enough disk space for it: the file stays as it is, and works.
  }
}
