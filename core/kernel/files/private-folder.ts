import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'

/** Any of these files marks a folder as a console's own. */
const ours = new Set(['accounts.json', 'settings.json', 'console.sqlite'])

/** `not-ours`: another user's. `open-to-others`: others may write in it, and its permissions are not ours to change. */
export type FolderFault = 'not-ours' | 'open-to-others'

/** A folder in which other users could add, read or remove the console's files. */
export class UnsafeFolderError extends Error {
  readonly fault: FolderFault

  constructor(fault: FolderFault) {
    super(fault)
    this.name = 'UnsafeFolderError'
    this.fault = fault
  }
}

/**
 * Makes a data folder for its owner only (0700). An existing one is narrowed too when it is empty or a console's; the
 * permissions of any other folder are not ours to change, and the files in it are 0600 either way. Throws {@link
 * UnsafeFolderError}, and when the folder cannot be made or read.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = statSync(folder)
  // Windows has other permissions, which its user folders inherit.
  if (!process.getuid) return
  if (uid !== process.getuid()) throw new UnsafeFolderError('not-ours')
  const names = readdirSync(folder)
  if (names.length === 0 || names.some((name) => ours.has(name))) chmodSync(folder, 0o700)
  else if ((mode & 0o022) !== 0) throw new UnsafeFolderError('open-to-others')
}
