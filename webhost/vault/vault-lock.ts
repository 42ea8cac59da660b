import { setTimeout as pause } from 'node:timers/promises'
import { tryLock } from '#core/kernel/files/file-lock.ts'

/** Longer than any console takes to write a vault: whoever holds the lock after that hangs. */
const MAX_WAIT_MS = 8_000
const RETRY_MS = 5

/**
 * Runs alone: no other process, and nothing else in this one, runs under the same lock file meanwhile. The lock file stays.
 * Throws `EBUSY` when somebody else holds it for too long.
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
  const until = performance.now() + MAX_WAIT_MS
  for (;;) {
    const release = await tryLock(lockFile)
    if (release) return release
    if (performance.now() > until) throw Object.assign(new Error('the vault is locked'), { code: 'EBUSY' })
    // Random, so that two who wait do not stay in step.
    await pause(RETRY_MS * (1 + Math.random()))
  }
}
