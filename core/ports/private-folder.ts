import { chmodSync, mkdirSync, readdirSync } from 'node:fs'

/** Any of these in a folder means that it is a console's own. */
const ours = new Set(['accounts.json', 'settings.json', 'console.sqlite'])

/**
 * Makes a data folder for its owner only (0700). One that was there is narrowed too when it is empty or a console's;
 * the rights of any other folder somebody named are not for us to change, and the files in it are 0600 either way.
 * Throws when the folder cannot be made or read.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = readdirSync(folder)
  if (names.length === 0 || names.some((name) => ours.has(name))) chmodSync(folder, 0o700)
}
