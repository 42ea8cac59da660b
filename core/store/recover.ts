import { existsSync, readdirSync, rmSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DRAFT } from './database-paths.ts'
import { migrate } from './migrations.ts'
import { openPages } from './salvage/pages.ts'
import { salvage } from './salvage/salvage.ts'

const draftOf = (path: string) => path + DRAFT

/**
 * Sets a damaged database aside under the first free name, without deleting anything, and replaces it by one with all
 * readable rows, if there are any. Returns the name. Throws, with everything unchanged, when there is no space for the
 * new one, or another program has put a file at its path meanwhile.
 */
export async function recover(path: string): Promise<string> {
  const draft = draftOf(path)
  removeDraft(path)
  const { ino } = await stat(path)
  try {
    const isWorthIt = await writeDraft(path, draft)
    if ((await stat(path)).ino !== ino) throw Object.assign(new Error('another console was faster'), { code: 'EBUSY' })
    if (!isWorthIt) removeDraft(path)
  } catch (error) {
    removeDraft(path)
    throw error
  }
  const keptAs = await setAside(path)
  await finishRecovery(path)
  return keptAs
}

/**
 * Finishes the work of a console that was killed in between: the old file is aside, the new one is whole. Returns the
 * old one's name.
 */
export async function finishRecovery(path: string): Promise<string | undefined> {
  if (existsSync(path) || !existsSync(draftOf(path))) return undefined
  await rename(draftOf(path), path)
  const folder = path.slice(0, -basename(path).length)
  const names = readdirSync(folder).filter((name) => /\.damaged-\d+$/.test(name) && name.startsWith(basename(path)))
  return names.sort((a, b) => numberOf(a) - numberOf(b)).at(-1)
}

const numberOf = (name: string) => Number(name.slice(name.lastIndexOf('-') + 1))

async function writeDraft(path: string, draft: string): Promise<boolean> {
  await (await open(draft, 'a', 0o600)).close()
  const db = new DatabaseSync(draft)
  const pages = openPages(path)
  try {
    db.exec('PRAGMA auto_vacuum = 2; PRAGMA secure_delete = ON;')
    migrate(db)
    return salvage(pages, db)
  } finally {
    pages.close()
    db.close()
  }
}

/** Removes the incomplete file of a killed console. */
export function removeDraft(path: string): void {
  for (const tail of ['', '-journal']) rmSync(draftOf(path) + tail, { force: true })
}

async function setAside(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const target = `${path}.damaged-${n}`
    if (existsSync(target)) continue
    await rename(path, target)
    for (const tail of ['-wal', '-shm']) await rename(path + tail, target + tail).catch(() => undefined)
    return basename(target)
  }
}
