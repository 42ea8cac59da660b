import { randomUUID } from 'node:crypto'
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { makePrivateFolder } from '#core/kernel/files/private-folder.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import type { Store, StoreParts } from './store.ts'

export interface FollowedFile {
  /** Path of the database. */
  path: string
  /** Whether another console has the file at `path` open. */
  isHeld(): boolean
  /** Opens and locks the file at `path`; returns a store in memory where that is not possible. */
  reopen(): Promise<Store>
  /** Moves the file at `path` aside. */
  setAside(): Promise<unknown>
}

/**
 * The store of a file that may be deleted, moved or replaced while it is open. A deleted file is still whole for the
 * process that has it open: {@link Store.restore} writes it to its path again. When another console owns the path
 * meanwhile, its lock is respected, and this store writes nothing any more.
 */
export function followFile(opened: Store, { path, isHeld, reopen, setAside }: FollowedFile): Store {
  let current = opened
  let own = identityOf(path)
  let journal = identityOf(`${path}-wal`)
  let taken = false

  const isHere = () => current.kind === 'file' && own !== undefined && identityOf(path) === own

  /** Moves aside the file at our path, unless another console holds it. */
  async function clearPath(): Promise<'free' | 'taken'> {
    const found = identityOf(path)
    // Our own file, from an attempt that failed before it was open again.
    if (found === undefined || found === own) return 'free'
    if (isHeld()) return 'taken'
    await setAside()
    return 'free'
  }
  /** Returns whether the file's whole content is at `path` now. */
  function writeAnew(): boolean {
    if (current.kind !== 'file' || identityOf(path) !== undefined) return current.kind !== 'file'
    const draft = `${path}.${randomUUID()}`
    try {
      closeSync(openSync(draft, 'wx', 0o600))
      current.copyTo?.(draft)
    } catch (error) {
      rmSync(draft, { force: true })
      // It is still open, and whole: with no free space, the next attempt restores it.
      if (whyNotWritten(error) === 'no-space') throw error
      return false
    }
    renameSync(draft, path)
    own = identityOf(path)
    return true
  }

  return {
    ...partsOf(() => current),
    kind: opened.kind,
    notices: opened.notices,
    close: () => current.close(),
    standing: () => (taken ? 'taken' : isHere() ? 'here' : 'gone'),
    renewJournal() {
      const isLost = journal !== undefined && identityOf(`${path}-wal`) !== journal
      if (isLost) current.renewJournal?.()
      journal = identityOf(`${path}-wal`)
      return isLost
    },
    async restore() {
      makePrivateFolder(dirname(path))
      if ((await clearPath()) === 'taken') {
        taken = true
        return 'taken'
      }
      const whole = writeAnew()
      // Before the new one is open: closing a database deletes the journal at its path.
      if (current.kind === 'file') await current.close()
      for (const tail of ['-wal', '-journal']) rmSync(path + tail, { force: true })
      current = await reopen()
      own = identityOf(path)
      journal = undefined
      if (current.kind === 'file') {
        opened.notices.push(...current.notices)
        return whole ? 'whole' : 'empty'
      }
      taken = current.notices.some(({ code }) => code === 'folder-in-use')
      return taken ? 'taken' : 'failed'
    },
  }
}

/** Each call uses the store that is current at that moment. */
function partsOf(current: () => Store): StoreParts {
  const follow = <Name extends keyof StoreParts>(name: Name): StoreParts[Name] => {
    const methods = Object.keys(current()[name]) as (keyof StoreParts[Name])[]
    const followed = methods.map((method) => [
      method,
      (...args: unknown[]) => (current()[name][method] as (...args: unknown[]) => unknown)(...args),
    ])
    return Object.fromEntries(followed) as StoreParts[Name]
  }
  return {
    exchanges: follow('exchanges'),
    ipLists: follow('ipLists'),
    timeline: follow('timeline'),
    whitelist: follow('whitelist'),
  }
}

/** `undefined` when the file does not exist, or cannot be checked. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return undefined
  }
}
