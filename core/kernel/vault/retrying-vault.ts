import type { WriteFailure } from '#contract/pure/host/write-failure.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { pauseFor } from '#core/kernel/clock/pause.ts'
import { createRetryLoop } from '#core/kernel/clock/retry-loop.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { createPendingSecrets } from './pending-secrets.ts'
import type { SecretVault, VaultRead } from './vault.ts'

const FIRST_RETRY_MS = 1_000
/** Milliseconds after which a vault counts as busy: nobody waits for a disk or a keyring that hangs. */
const LONGEST_CALL_MS = 10_000

/** The current failures of the vault; both absent when it works. */
export interface VaultTrouble {
  unsaved?: WriteFailure
  unreadable?: WriteFailure
}

export interface RetryingVaultDeps {
  vault: SecretVault
  clock: Clock
  /** Called when the failure has changed. */
  onTrouble(trouble: VaultTrouble): void
  /** Called when unreadable values can be read again. */
  onReadable(): void
}

/** Over a vault that fails now and then: values are kept here and retried until they are written. */
export function createRetryingVault({ vault, clock, onTrouble, onReadable }: RetryingVaultDeps) {
  /** A value that could not be read, for a test read. */
  let unread: string | undefined
  const within = createCalls(clock)
  const closing = new AbortController()
  let trouble: VaultTrouble = {}
  const pending = createPendingSecrets({
    write: (key, value) => within(() => vault.set(key, value)),
    onRound(failure) {
      const { unsaved: _, ...rest } = trouble
      noteTrouble(failure === undefined ? rest : { ...rest, unsaved: whyNotWritten(failure) })
    },
  })
  const updateRetries = createRetryLoop({
    clock,
    firstPauseMs: FIRST_RETRY_MS,
    isNeeded: () => trouble.unsaved !== undefined || trouble.unreadable !== undefined,
    async attempt() {
      if (trouble.unsaved) await pending.flush()
      if (trouble.unreadable && unread !== undefined) await read(unread)
    },
    signal: closing.signal,
  })

  function noteTrouble(next: VaultTrouble): void {
    const isOther = next.unsaved !== trouble.unsaved || next.unreadable !== trouble.unreadable
    trouble = next
    if (isOther) onTrouble(next)
    updateRetries()
  }

  async function read(key: string): Promise<VaultRead> {
    try {
      const found = await within(() => vault.get(key))
      if (trouble.unreadable) {
        const { unreadable: _, ...rest } = trouble
        unread = undefined
        noteTrouble(rest)
        onReadable()
      }
      return found
    } catch (error) {
      const reason = whyNotWritten(error)
      unread ??= key
      noteTrouble({ ...trouble, unreadable: reason })
      return { kind: 'unreadable', reason }
    }
  }

  return {
    describe: () => vault.describe(),
    /** Never rejects: `unreadable` when the vault is, and what was set is found whether it is written or not. */
    async get(key: string): Promise<VaultRead> {
      const value = pending.get(key)
      return value === undefined ? read(key) : { kind: 'found', value }
    },
    /** Never rejects: resolves when the value is written, or could not be; then it is kept here and tried again. */
    set: pending.set,
    /** Rejects with `secret-not-removed`, and leaves what is there. */
    async delete(key: string) {
      await pending.idle()
      try {
        await within(() => vault.delete(key))
      } catch (error) {
        throw new ProblemError({ code: 'secret-not-removed', reason: whyNotWritten(error), retry: 'never' })
      }
      pending.delete(key)
    },
    /** Tries at once what is not written. */
    flushed: pending.flush,
    /** Tries a last time. */
    async close() {
      closing.abort()
      await pending.flush()
      await vault.close?.().catch(() => {})
    },
  }
}

/** Runs calls of one vault, each for at most {@link LONGEST_CALL_MS}. */
function createCalls(clock: Clock): <T>(run: () => Promise<T>) => Promise<T> {
  const busy = () => Object.assign(new Error('the vault does not answer'), { code: 'EBUSY' })
  /** Calls that timed out and still run: a call behind one of them would wait as long in vain. */
  let stuck = 0
  return async (run) => {
    if (stuck > 0) throw busy()
    const over = new AbortController()
    const call = run()
    const late = pauseFor(clock, LONGEST_CALL_MS, over.signal).then((): never => {
      throw busy()
    })
    late.catch(() => {
      if (over.signal.aborted) return
      stuck++
      const end = () => void stuck--
      call.then(end, end)
    })
    try {
      return await Promise.race([call, late])
    } finally {
      over.abort()
    }
  }
}
