import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { makePrivateFolder } from '../ports/private-folder.ts'
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { createMemoryStore, createSqliteStore, type Store } from './store.ts'

const FILE = 'console.sqlite'
/** The bodies that are too big for a row. */
const BODIES = 'bodies'

/**
 * Opens the store of a data folder, which it makes when absent (0700, the file 0600). Never throws: a damaged file
 * is set aside, a newer one left alone, and where nothing can be written the store lives in memory; its `notices`
 * say which. The file is locked for as long as it is open, so it is also the folder's lock (`folder-in-use`).
 */
export async function openStore(folder: string): Promise<Store> {
  makePrivateFolder(folder)
  const sqlite = await import('node:sqlite').catch(() => undefined)
  if (!sqlite) return createMemoryStore([{ code: 'store-memory' }])

  const path = join(folder, FILE)
  const bodies = join(folder, BODIES)
  const openFile = async () => {
    // SQLite would make the file with the umask's rights; its -wal takes the rights of the file.
    await (await open(path, 'a', 0o600)).close()
    return new sqlite.DatabaseSync(path, { timeout: 0 })
  }
  const first = await tryOpen(openFile)
  if (first.kind === 'busy') return createMemoryStore([{ code: 'folder-in-use' }])
  if (first.kind === 'newer') return createMemoryStore([{ code: 'store-newer', file: FILE }])
  if (first.kind === 'open') return createSqliteStore(first.db, bodies)

  const keptAs = await setAside(path, bodies).catch(() => undefined)
  if (!keptAs) return createMemoryStore([{ code: 'store-memory' }])
  const second = await tryOpen(openFile)
  if (second.kind !== 'open') return createMemoryStore([{ code: 'store-memory' }])
  return createSqliteStore(second.db, bodies, [{ code: 'store-set-aside', file: FILE, keptAs }])
}

type Opened = { kind: 'open'; db: DatabaseSync } | { kind: 'busy' | 'newer' | 'damaged' }

async function tryOpen(openFile: () => Promise<DatabaseSync>): Promise<Opened> {
  let db: DatabaseSync | undefined
  try {
    db = await openFile()
    // Exclusive before the first read: the lock is held from here until close, and WAL needs no -shm file.
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    const version = schemaVersion(db)
    if (version > SCHEMA_VERSION) {
      db.close()
      return { kind: 'newer' }
    }
    // WAL with NORMAL loses at most the last writes in a power cut and never the file.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;')
    db.exec('BEGIN IMMEDIATE; COMMIT;')
    const check = db.prepare('PRAGMA quick_check(1)').get()
    if (check?.quick_check !== 'ok') throw new Error('quick_check failed')
    migrate(db)
    makeShrinkable(db)
    return { kind: 'open', db }
  } catch (error) {
    db?.close()
    return { kind: isBusy(error) ? 'busy' : 'damaged' }
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

/** SQLITE_BUSY is 5; its extended codes keep 5 in the low byte. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}

/** Moves the file, what SQLite keeps beside it and the bodies that it names to the first free name; never deletes. */
async function setAside(path: string, bodies: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${FILE}.damaged-${n}`
    const target = `${path}.damaged-${n}`
    if (await stat(target).catch(() => undefined)) continue
    await rename(path, target)
    for (const tail of ['-wal', '-shm']) await rename(path + tail, target + tail).catch(() => undefined)
    await rename(bodies, `${bodies}.damaged-${n}`).catch(() => undefined)
    return name
  }
}
