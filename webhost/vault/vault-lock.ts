import { setTimeout as pause } from 'node:timers/promises'
import { tryLock } from '#core/kernel/files/file-lock.ts'

/** Longer than any console takes to write a vault; then the one that holds it hangs. */
const LONGEST_WAIT_MS = 8_000
const LOOK_MS = 5

/**
 * Runs while no other process and nobody else in this one does so under the same lock file, which stays. Throws `EBUSY`
 * when it is held for too long.
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
  const until = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const release = await tryLock(lockFile)
    if (release) return release
    if (performance.now() > until) throw Object.assign(new Error('the vault is locked'), { code: 'EBUSY' })
    // Not in step with whoever waits, too.
    await pause(LOOK_MS * (1 + Math.random()))
  }
}
