import { randomUUID } from 'node:crypto'
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { makePrivateFolder } from '#core/kernel/files/private-folder.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import type { Store, StoreParts } from './store.ts'

export interface FollowedFile {
  /** Of the database. */
  path: string
  /** Whether another console has what is at `path` open. */
  isHeld(): boolean
  /** Opens what is at `path`, and takes the lock; a store in memory where that cannot be. */
  reopen(): Promise<Store>
  /** Moves what is at `path` out of the way. */
  setAside(): Promise<unknown>
}

/**
 * The store of a file that may be deleted, moved or replaced while it is open. A file that is gone from its place is
 * still whole for the process that has it open: {@link Store.restore} writes it there anew. Where another console has taken the
 * place meanwhile, its lock is respected, and this store writes nothing any more.
 */
export function followFile(opened: Store, { path, isHeld, reopen, setAside }: FollowedFile): Store {
  let current = opened
  let own = identityOf(path)
  let journal = identityOf(`${path}-wal`)
  let taken = false

  const isHere = () => current.kind === 'file' && own !== undefined && identityOf(path) === own

  /** Moves away what is at our path, unless another console holds it. */
  async function clearPath(): Promise<'free' | 'taken'> {
    const found = identityOf(path)
    // Ours, from a try that ended before it was open again.
    if (found === undefined || found === own) return 'free'
    if (isHeld()) return 'taken'
    await setAside()
    return 'free'
  }
  /** Answers whether all that was in the file is at `path` now. */
  function writeAnew(): boolean {
    if (current.kind !== 'file' || identityOf(path) !== undefined) return current.kind !== 'file'
    const draft = `${path}.${randomUUID()}`
    try {
      closeSync(openSync(draft, 'wx', 0o600))
      current.copyTo?.(draft)
    } catch (error) {
      rmSync(draft, { force: true })
      // It is still open, and whole: for want of room it waits for the next time.
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
      // Before the new one is open: closing a database deletes the journal that lies in its place.
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

/** Each part as it is in the store there is at the moment of a call. */
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

/** `undefined` when there is none, or it cannot be looked at. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return undefined
  }
}
