import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** Longer than any console takes to write a vault; then the one that holds it hangs. */
const LONGEST_WAIT_MS = 8_000
const LOOK_MS = 5

/**
 * Runs while no other process and nobody else in this one does so under the same lock file, which is made for the
 * owner only and stays. The lock is SQLite's, that is the operating system's: it goes with the process that holds it,
 * so that there is none left to steal after a crash. Throws `EBUSY` when it is held for too long.
 */
export async function withLock<T>(lockFile: string, run: () => Promise<T>): Promise<T> {
  const release = await takeLock(lockFile)
  try {
    return await run()
  } finally {
    release()
  }
}

async function takeLock(lockFile: string): Promise<() => void> {
  const { DatabaseSync } = await import('node:sqlite')
  await (await open(lockFile, 'a', 0o600)).close()
  const until = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const db = new DatabaseSync(lockFile, { timeout: 0 })
    try {
      db.exec('BEGIN EXCLUSIVE')
      return () => db.close()
    } catch (error) {
      db.close()
      if (!isBusy(error)) throw error
      if (performance.now() > until) throw Object.assign(new Error('the vault is locked'), { code: 'EBUSY' })
    }
    // Not in step with whoever waits, too.
    await pause(LOOK_MS * (1 + Math.random()))
  }
}

/** SQLITE_BUSY is 5; its extended codes keep 5 in the low byte. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}
