import type { Problem } from '#contract/problem.ts'
import { CLOCK_TOLERANCE_MS, type Clock } from '#core/kernel/clock/clock.ts'
import { vaultUnreadable } from '#core/kernel/vault/vault-read.ts'
import type { HeldToken } from './held-token.ts'
import { markUnverified, obtainedAt, refreshState } from './token-life.ts'
import { openVaultSlot, type VaultSlotDeps } from './vault-slot.ts'

export interface HoldingDeps extends VaultSlotDeps {
  clock: Clock
  /** The wall clock is earlier than when the console last ran: what the vault says of ends cannot be trusted. */
  clockIsBehind: boolean
  /** See `SourceTraits`. */
  harmsProduction: boolean
  /** The vault had this one at the start. Answers whether it is the newest that is known of. */
  onRestored(held: HeldToken): boolean
  /** What the vault had at the start cannot be read. */
  onDamaged(): void
}

/** The one held token: in memory, in the vault, and hidden wherever it would be shown. */
export interface Holding {
  /** The token as the clocks have it now: to look at it is what ends it. */
  current(): HeldToken | undefined
  hold(next: HeldToken): void
  /** Resolves when the vault has it or could not take it; false when the token was forgotten meanwhile. */
  keep(next: HeldToken): Promise<boolean>
  /** Why nobody knows what is held: the vault could not be read yet. */
  unread(): { problem: Problem; at: number } | undefined
  restore(): Promise<void>
  forget(): Promise<void>
  flushed(): Promise<void>
}

export function createHolding(deps: HoldingDeps): Holding {
  const { clock, harmsProduction, onRestored, onDamaged } = deps
  const slot = openVaultSlot(deps)
  let held: HeldToken | undefined
  let unread: { problem: Problem; at: number } | undefined

  function hold(next: HeldToken): void {
    held = next
    unread = undefined
    slot.hide(next)
    void slot.keep(next)
  }

  /** A token that was kept when the console last ran. */
  function take(found: HeldToken): void {
    slot.hide(found)
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
      await slot.keep(next)
      return !slot.isWiped()
    },
    unread: () => unread,
    async restore() {
      const read = await slot.read()
      // Whatever came meanwhile is newer than what is kept.
      if (held) return
      unread =
        read.kind === 'unreadable' ? { problem: vaultUnreadable(read.reason).problem, at: clock.now() } : undefined
      if (read.kind === 'damaged') onDamaged()
      if (read.kind === 'found') take(read.held)
    },
    async forget() {
      held = undefined
      unread = undefined
      await slot.wipe()
    },
    flushed: slot.flushed,
  }
}
