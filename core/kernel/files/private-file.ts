import { chmodSync, lstatSync } from 'node:fs'

/**
 * The kind of a file at a path. `linked`: a file with another name, perhaps in a folder that is not ours. `other`: a
 * symbolic link, a folder, a pipe or a device.
 */
export type PathKind = 'empty' | 'file' | 'linked' | 'other'

/** Checks without following a link or opening anything; a file that others may read becomes 0600. */
export function kindOfPath(path: string): PathKind {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return 'empty'
  if (!found.isFile()) return 'other'
  if (process.getuid && (found.mode & 0o077) !== 0) narrow(path)
  return found.nlink > 1 ? 'linked' : 'file'
}

function narrow(path: string): void {
  try {
    chmodSync(path, 0o600)
  } catch {
    // Another user's file: opening it will show whether it can be used.
  }
}
