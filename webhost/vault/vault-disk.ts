import { randomUUID } from 'node:crypto'
import { chmod, lstat, open, readdir, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** A vault holds some hundred values of some hundred bytes. */
const MOST_BYTES = 16 * 1024 * 1024
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** The file that a path means: a link is followed, so that what it points to is what is replaced. */
export async function realVaultPath(path: string): Promise<string> {
  let file = resolve(path)
  // As many as the system follows.
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
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  })
  if (!found) return undefined
  // A pipe would be waited for for ever.
  if (!found.isFile() || found.size > MOST_BYTES) throw Object.assign(new Error('not a vault'), { code: 'EISDIR' })
  const handle = await open(file, 'r')
  try {
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

/** Whole and atomically: a crash leaves the old file or the new one, a power cut too. */
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

/** So that the new name, too, survives a power cut. Windows and some network disks cannot. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // The file is whole either way.
  }
}

/** Removes what killed writes have left. Only under the lock: then nobody is writing. */
export async function sweepDrafts(file: string): Promise<void> {
  const folder = dirname(file)
  const prefix = `.${basename(file)}.`
  const isDraft = (name: string) => name.startsWith(prefix) && new RegExp(`^${UUID}$`).test(name.slice(prefix.length))
  for (const name of (await readdir(folder)).filter(isDraft)) {
    const path = join(folder, name)
    if ((await lstat(path)).isFile()) await rm(path, { force: true })
  }
}

/** Keeps text beside the file under the first free name, which it answers. */
export async function setAside(file: string, text: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${basename(file)}.damaged-${n}`
    try {
      await writeFile(join(dirname(file), name), text, { flag: 'wx', mode: 0o600 })
      return name
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}

/** `narrowed`: others could read or write it, and cannot any more · `foreign`: they can, and it is not ours to change. */
export async function narrowRights(file: string): Promise<'private' | 'narrowed' | 'foreign'> {
  const uid = process.getuid?.()
  const { mode, uid: owner } = await stat(file)
  // Windows has no such rights.
  if (uid === undefined || (mode & 0o077) === 0) return 'private'
  if (owner !== uid) return 'foreign'
  await chmod(file, 0o600)
  return 'narrowed'
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
