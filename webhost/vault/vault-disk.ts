import { randomUUID } from 'node:crypto'
import { chmod, lstat, open, readdir, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { errorCode } from '#webhost/command-line/cli-errors.ts'

/** A vault holds a few hundred values of a few hundred bytes. */
const MAX_BYTES = 16 * 1024 * 1024
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** The file behind a path: links are followed, so that a write replaces what they point to. */
export async function realVaultPath(path: string): Promise<string> {
  let file = resolve(path)
  // The system follows as many.
  for (let links = 0; links < 40; links++) {
    const found = await lstat(file).catch(() => undefined)
    if (!found?.isSymbolicLink()) break
    file = resolve(dirname(file), await readlink(file))
  }
  const folder = await realpath(dirname(file)).catch(() => dirname(file))
  return join(folder, basename(file))
}

export const lockFileOf = (file: string) => join(dirname(file), `.${basename(file)}.lock`)

/** `undefined` when there is no file; throws a system error. */
export async function readVaultText(file: string): Promise<string | undefined> {
  const found = await stat(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  if (!found) return undefined
  // Reading a pipe might never end.
  if (!found.isFile() || found.size > MAX_BYTES) throw Object.assign(new Error('not a vault'), { code: 'EISDIR' })
  const handle = await open(file, 'r')
  try {
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

/** Replaces the file atomically: a crash or a power cut leaves the old file or the new one, whole. */
export async function replaceVault(file: string, text: string): Promise<void> {
  const folder = dirname(file)
  const draft = join(folder, `.${basename(file)}.${randomUUID()}`)
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(folder)
}

/** Makes the new name survive a power cut, too. Windows and some network disks cannot. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // The file is whole either way.
  }
}

/** Removes the drafts that killed writes have left. Call it under the lock only, when nobody is writing. */
export async function sweepDrafts(file: string): Promise<void> {
  const folder = dirname(file)
  const prefix = `.${basename(file)}.`
  const isDraft = (name: string) => name.startsWith(prefix) && new RegExp(`^${UUID}$`).test(name.slice(prefix.length))
  for (const name of (await readdir(folder)).filter(isDraft)) {
    const path = join(folder, name)
    if ((await lstat(path)).isFile()) await rm(path, { force: true })
  }
}

/** Writes text beside the file under the first free name; resolves to that name. */
export async function setAside(file: string, text: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${basename(file)}.damaged-${n}`
    try {
      await writeFile(join(dirname(file), name), text, { flag: 'wx', mode: 0o600 })
      return name
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }
}

/** `narrowed`: others could read or write it, and cannot any more · `foreign`: they can, and it is not ours to change. */
export async function narrowRights(file: string): Promise<'private' | 'narrowed' | 'foreign'> {
  const uid = process.getuid?.()
  const { mode, uid: owner } = await stat(file)
  // Windows has no mode bits.
  if (uid === undefined || (mode & 0o077) === 0) return 'private'
  if (owner !== uid) return 'foreign'
  await chmod(file, 0o600)
  return 'narrowed'
}
