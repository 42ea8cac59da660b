import { randomUUID } from 'node:crypto'
import { constants, copyFileSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { kindOfPath } from '#core/kernel/files/private-file.ts'

const JOURNALS = ['-wal', '-journal'] as const
/** A recovered database under its temporary name. */
export const DRAFT = '.recovered'

/**
 * Throws where the path of a database is a link, a pipe or a folder, and moves such things away from the paths of its
 * journals and its temporary file: SQLite would follow a link, and block on a pipe.
 */
export function guardPaths(path: string): void {
  if (kindOfPath(path) === 'other') throw Object.assign(new Error('not a file'), { code: 'ELOOP' })
  for (const tail of [...JOURNALS, DRAFT]) if (kindOfPath(path + tail) === 'other') moveOne(path + tail, 'set-aside')
}

/** Moves a database and its journals to the first free name; never deletes. */
export function moveAside(path: string, why: 'replaced'): string {
  const keptAs = moveOne(path, why)
  for (const tail of JOURNALS) if (kindOfPath(path + tail) !== 'empty') moveOne(path + tail, why)
  return keptAs
}

function moveOne(path: string, why: string): string {
  let number = 1
  while (kindOfPath(`${path}.${why}-${number}`) !== 'empty') number += 1
  renameSync(path, `${path}.${why}-${number}`)
  return `${basename(path)}.${why}-${number}`
}

/** For a file with a second name, perhaps in a copy made of hard links: writes must not appear there. */
export function takeOwnCopy(path: string): void {
  const draft = `${path}.${randomUUID()}`
  try {
    copyFileSync(path, draft, constants.COPYFILE_EXCL)
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}
