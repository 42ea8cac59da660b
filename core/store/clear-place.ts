import { randomUUID } from 'node:crypto'
import { constants, copyFileSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { placeAt } from '#core/kernel/files/private-file.ts'

const JOURNALS = ['-wal', '-journal'] as const
/** A recovered database that has not got its name yet. */
export const DRAFT = '.recovered'

/**
 * Throws where something else than a file is in the place of a database, and moves it away in the place of a journal or a
 * draft: SQLite would follow a link, and wait for ever to read a pipe.
 */
export function clearPlace(path: string): void {
  if (placeAt(path) === 'other') throw Object.assign(new Error('not a file'), { code: 'ELOOP' })
  for (const tail of [...JOURNALS, DRAFT]) if (placeAt(path + tail) === 'other') moveOne(path + tail, 'set-aside')
}

/** Moves a database and its journals to the first free name; never deletes. */
export function moveAside(path: string, why: 'replaced'): string {
  const keptAs = moveOne(path, why)
  for (const tail of JOURNALS) if (placeAt(path + tail) !== 'empty') moveOne(path + tail, why)
  return keptAs
}

function moveOne(path: string, why: string): string {
  let number = 1
  while (placeAt(`${path}.${why}-${number}`) !== 'empty') number += 1
  renameSync(path, `${path}.${why}-${number}`)
  return `${basename(path)}.${why}-${number}`
}

/** The file has another name, perhaps in a copy that somebody made by links: what is written here must not show there. */
export function takeOwnCopy(path: string): void {
  const draft = `${path}.${randomUUID()}`
  try {
    copyFileSync(path, draft, constants.COPYFILE_EXCL)
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}
