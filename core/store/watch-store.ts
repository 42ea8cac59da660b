import type { Clock } from '#core/kernel/clock/clock.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import type { Log } from '#core/kernel/log/log.ts'
import type { Saving } from '#core/kernel/saving/saving.ts'
import type { Notices } from '#core/notices/notices.ts'
import type { Store } from './store.ts'

/** Ms between two checks of the data folder. */
const LOOK_MS = 5_000

export interface StoreWatchDeps {
  store: Store
  saving: Saving
  notices: Notices
  clock: Clock
  log: Log
  /** The store was recreated: returns the number of lost exchanges. */
  restored(): Promise<number>
}

/**
 * Watches the data folder: nothing is written to another place, or into a folder that another console owns, and deleted
 * files are recreated from open files and memory.
 */
export function watchStore({ store, saving, notices, clock, log, restored }: StoreWatchDeps) {
  let looking: Promise<void> | undefined
  saving.guard(() => {
    const standing = store.standing?.() ?? 'here'
    return standing === 'here' ? undefined : standing === 'taken' ? 'busy' : 'gone'
  })

  async function lookNow(): Promise<void> {
    const standing = store.standing?.() ?? 'here'
    if (standing === 'taken') return
    if (standing === 'here') {
      if (store.renewJournal?.()) notices.notice({ code: 'file-made-anew', file: 'console.sqlite-wal' })
      saving.rewrite({ onlyMissing: true })
      return
    }
    const outcome = await store.restore?.()
    log.warn('the data folder or its database was gone', { outcome })
    if (outcome === 'taken') notices.notice({ code: 'folder-taken' })
    if (outcome !== 'whole' && outcome !== 'empty') return
    store.notices.forEach(notices.notice)
    saving.rewrite({ onlyMissing: false })
    const exchanges = await restored()
    notices.notice({ code: 'folder-made-anew', exchanges })
    await saving.retry()
  }
  function look(): Promise<void> {
    looking ??= lookNow()
      .catch((error: unknown) => log.error('the data folder cannot be made anew', { reason: whyNotWritten(error) }))
      .finally(() => {
        looking = undefined
      })
    return looking
  }
  const stop = clock.every(LOOK_MS, () => void look())

  return {
    /** Looks now. */
    look,
    async close() {
      stop()
      await looking
    },
  }
}
