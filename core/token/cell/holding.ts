import type { Problem } from '#contract/problem.ts'
import { CLOCK_TOLERANCE_MS, type Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { vaultUnreadable } from '#core/kernel/vault/vault-read.ts'
import { deserialise, type HeldToken, serialise } from './held-token.ts'
import { markUnverified, obtainedAt, refreshState } from './token-life.ts'

export interface HoldingDeps {
  vault: SecretVault
  vaultKey: string
  redactor: Redactor
  log: Log
  clock: Clock
  /** The wall clock is earlier than when the console last ran: stored ends cannot be trusted. */
  clockIsBehind: boolean
  /** See `SourceTraits`. */
  harmsProduction: boolean
  /** The vault had this token at the start. Returns whether it is the newest known one. */
  onRestored(held: HeldToken): boolean
  /** The stored token cannot be read. */
  onDamaged(): void
}

/** The one held token: in memory, in the vault, and redacted everywhere. */
export interface Holding {
  /** The token at the current time; reading it also marks it as ended once its time is up. */
  current(): HeldToken | undefined
  hold(next: HeldToken): void
  /** Resolves when the vault has stored it or failed to; false when the token was forgotten meanwhile. */
  keep(next: HeldToken): Promise<boolean>
  /** Why the held token is unknown: the vault could not be read yet. */
  unread(): { problem: Problem; at: number } | undefined
  restore(): Promise<void>
  forget(): Promise<void>
  flushed(): Promise<void>
}

export function createHolding(deps: HoldingDeps): Holding {
  const { clock, vault, vaultKey, redactor, log, harmsProduction, onRestored, onDamaged } = deps
  let held: HeldToken | undefined
  let unread: { problem: Problem; at: number } | undefined
  let writing: Promise<void> = Promise.resolve()
  /** As the vault has it, or will have when what is under way is written. */
  let kept: string | undefined
  let isForgotten = false

  function write(run: () => Promise<void>): Promise<void> {
    writing = writing.then(run).catch(() => log.error('the vault did not take a token'))
    return writing
  }

  function keep(next: HeldToken): Promise<void> {
    const text = serialise(next)
    if (text === kept || isForgotten) return writing
    kept = text
    return write(() => vault.set(vaultKey, text))
  }

  function hold(next: HeldToken): void {
    held = next
    unread = undefined
    redactor.hold(vaultKey, next.token)
    void keep(next)
  }

  /** The token stored when the console last ran. */
  function take(found: HeldToken): void {
    kept = serialise(found)
    redactor.hold(vaultKey, found.token)
    const isNewest = onRestored(found)
    const isBehind = deps.clockIsBehind || clock.now() < obtainedAt(found, clock.now()) - CLOCK_TOLERANCE_MS
    if (found.state === 'ended' || found.state === 'superseded') held = found
    else if (!isNewest) hold(markUnverified(found, 'newer-obtained'))
    else if (isBehind) hold(markUnverified(found, 'clock-behind'))
    else held = found
  }

  return {
    current() {
      if (!held) return undefined
      const seen = refreshState(held, harmsProduction, clock)
      if (seen.state !== held.state || seen.life?.expiresAt !== held.life?.expiresAt) hold(seen)
      else held = seen
      return held
    },
    hold,
    async keep(next) {
      await keep(next)
      return !isForgotten
    },
    unread: () => unread,
    async restore() {
      const read = await vault.get(vaultKey)
      // A token that came meanwhile is newer than the stored one.
      if (held) return
      unread =
        read.kind === 'unreadable' ? { problem: vaultUnreadable(read.reason).problem, at: clock.now() } : undefined
      // Blank: deleting it had failed.
      const text = read.kind === 'found' && read.value !== '' ? read.value : undefined
      const found = text === undefined ? undefined : deserialise(text)
      if (found) take(found)
      else if (text !== undefined || read.kind === 'cannot-decrypt') onDamaged()
    },
    async forget() {
      held = undefined
      unread = undefined
      isForgotten = true
      redactor.release(vaultKey)
      // Blank where it cannot be deleted now: blank is written as soon as anything can be.
      await write(() => vault.delete(vaultKey).catch(() => vault.set(vaultKey, '')))
    },
    flushed: () => writing,
  }
}
