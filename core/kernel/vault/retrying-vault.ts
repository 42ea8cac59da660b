import type { WriteFailure } from '#contract/pure/write-failure.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { pauseFor } from '#core/kernel/clock/pause.ts'
import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SecretVault } from './vault.ts'

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000
/** A vault that has not answered by then is busy: its disk or its keyring is waited for by nobody. */
const LONGEST_CALL_MS = 10_000

/** What the vault cannot do now; both absent when it works. */
export interface VaultTrouble {
  unsaved?: WriteFailure
  unreadable?: WriteFailure
}

export interface RetryingVault extends SecretVault {
  /** Never rejects: `unreadable` when the vault is, and what was set is found whether it is written or not. */
  get: SecretVault['get']
  /** Never rejects: resolves when the value is written, or could not be; then it is kept here and tried again. */
  set: SecretVault['set']
  /** Rejects with `secret-not-removed`, and leaves what is there. */
  delete: SecretVault['delete']
  /** Tries at once what is not written. */
  flushed(): Promise<void>
  /** Tries a last time. */
  close(): Promise<void>
}

export interface RetryingVaultDeps {
  vault: SecretVault
  clock: Clock
  /** The trouble is another one than before. */
  told(trouble: VaultTrouble): void
  /** What could not be read can be. */
  readable(): void
}

/** A vault that fails now and then: nothing set is forgotten, and it is tried again until it is written. */
export function createRetryingVault({ vault, clock, told, readable }: RetryingVaultDeps): RetryingVault {
  /** Not written yet, in the order they were set. */
  const pending = new Map<string, string>()
  /** A value that could not be read, to try with. */
  let unread: string | undefined
  const within = createCalls(clock)
  const closing = new AbortController()
  let trouble: VaultTrouble = {}
  let writing: Promise<void> | undefined
  let isRetrying = false

  function noteTrouble(next: VaultTrouble): void {
    const isNews = next.unsaved !== trouble.unsaved || next.unreadable !== trouble.unreadable
    trouble = next
    if (isNews) told(next)
    if ((next.unsaved || next.unreadable) && !isRetrying) void retry()
  }

  async function retry(): Promise<void> {
    isRetrying = true
    for (let waitMs = FIRST_RETRY_MS; trouble.unsaved || trouble.unreadable; waitMs *= 2) {
      await pauseFor(clock, Math.min(waitMs, LONGEST_RETRY_MS), closing.signal)
      if (closing.signal.aborted) break
      if (trouble.unsaved) await drain()
      if (trouble.unreadable && unread !== undefined) await read(unread)
    }
    isRetrying = false
  }

  /** Newest first: what was obtained last is what production uses. */
  async function writeAll(): Promise<void> {
    let failure: unknown
    for (const [key, value] of [...pending].reverse()) {
      try {
        await within(() => vault.set(key, value))
        if (pending.get(key) === value) pending.delete(key)
      } catch (error) {
        failure = error
      }
    }
    if (failure === undefined && pending.size > 0) return writeAll()
    const { unsaved: _, ...rest } = trouble
    noteTrouble(failure === undefined ? rest : { ...rest, unsaved: whyNotWritten(failure) })
  }

  function drain(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = undefined
    })
    return writing
  }

  async function read(key: string): Promise<Awaited<ReturnType<SecretVault['get']>>> {
    try {
      const found = await within(() => vault.get(key))
      if (trouble.unreadable) {
        const { unreadable: _, ...rest } = trouble
        unread = undefined
        noteTrouble(rest)
        readable()
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
    async get(key) {
      const value = pending.get(key)
      return value === undefined ? read(key) : { kind: 'found', value }
    },
    async set(key, value) {
      pending.delete(key)
      pending.set(key, value)
      const begun = writing
      await begun
      // A round that had begun may not have come to this one. Where it failed, this would be the second wait for the same.
      if (pending.get(key) === value && !(begun && trouble.unsaved)) await drain()
    },
    async delete(key) {
      await writing
      try {
        await within(() => vault.delete(key))
      } catch (error) {
        throw new ProblemError({ code: 'secret-not-removed', reason: whyNotWritten(error), retry: 'never' })
      }
      pending.delete(key)
    },
    async flushed() {
      await writing
      if (pending.size > 0) await drain()
    },
    async close() {
      closing.abort()
      await writing
      if (pending.size > 0) await drain()
      await vault.close?.().catch(() => {})
    },
  }
}

/** Runs calls of one vault, none of which is waited for longer than {@link LONGEST_CALL_MS}. */
function createCalls(clock: Clock): <T>(run: () => Promise<T>) => Promise<T> {
  const busy = () => Object.assign(new Error('the vault does not answer'), { code: 'EBUSY' })
  /** Given up, and not over yet: whoever comes behind one of them would wait as long for nothing. */
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
