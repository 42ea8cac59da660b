import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'

/** Any of these in a folder means that it is a console's own. */
const ours = new Set(['accounts.json', 'settings.json', 'console.sqlite'])

/** `not-ours`: another user's. `open-to-others`: others may write in it, and it is not ours to change that. */
export type FolderFault = 'not-ours' | 'open-to-others'

/** A folder in which others could put, read or take away what the console keeps. */
export class UnsafeFolderError extends Error {
  readonly fault: FolderFault

  constructor(fault: FolderFault) {
    super(fault)
    this.name = 'UnsafeFolderError'
    this.fault = fault
  }
}

/**
 * Makes a data folder for its owner only (0700). One that was there is narrowed too when it is empty or a console's;
 * the rights of any other folder somebody named are not for us to change, and the files in it are 0600 either way.
 * Throws {@link UnsafeFolderError}, and when the folder cannot be made or read.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = statSync(folder)
  // Windows has other rights, which its own folders see to.
  if (!process.getuid) return
  if (uid !== process.getuid()) throw new UnsafeFolderError('not-ours')
  const names = readdirSync(folder)
  if (names.length === 0 || names.some((name) => ours.has(name))) chmodSync(folder, 0o700)
  else if ((mode & 0o022) !== 0) throw new UnsafeFolderError('open-to-others')
}
