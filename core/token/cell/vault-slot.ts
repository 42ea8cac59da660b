import type { Log } from '#core/kernel/log/log.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { SecretVault, VaultRead } from '#core/kernel/vault/vault.ts'
import { deserialise, type HeldToken, serialise } from './held-token.ts'

/** Where the vault keeps one token. */
export interface VaultSlot {
  read(): Promise<
    { kind: 'found'; held: HeldToken } | { kind: 'none' | 'damaged' } | Extract<VaultRead, { kind: 'unreadable' }>
  >
  /** Hides the token from now on, in place of the one before. */
  hide(held: HeldToken): void
  /** Resolves when the vault has the token, or could not take it. */
  keep(held: HeldToken): Promise<void>
  wipe(): Promise<void>
  /** What is under way is not kept any more. */
  isWiped(): boolean
  flushed(): Promise<void>
}

export interface VaultSlotDeps {
  vault: SecretVault
  vaultKey: string
  redactor: Redactor
  log: Log
}

export function openVaultSlot({ vault, vaultKey, redactor, log }: VaultSlotDeps): VaultSlot {
  let writing: Promise<void> = Promise.resolve()
  let kept: string | undefined
  let wiped = false

  function write(run: () => Promise<void>): Promise<void> {
    writing = writing.then(run).catch(() => log.error('the vault did not take a token'))
    return writing
  }

  return {
    async read() {
      const read = await vault.get(vaultKey)
      if (read.kind === 'unreadable') return read
      if (read.kind === 'cannot-decrypt') return { kind: 'damaged' }
      // Blank: it was to be deleted, and could not be.
      if (read.kind !== 'found' || read.value === '') return { kind: 'none' }
      const held = deserialise(read.value)
      if (!held) return { kind: 'damaged' }
      kept = serialise(held)
      return { kind: 'found', held }
    },
    hide: (held) => redactor.hold(vaultKey, held.token),
    keep(held) {
      const text = serialise(held)
      if (text === kept || wiped) return writing
      kept = text
      return write(() => vault.set(vaultKey, text))
    },
    async wipe() {
      wiped = true
      redactor.release(vaultKey)
      // Blank, where it cannot be deleted now: that is written as soon as anything can be.
      await write(() => vault.delete(vaultKey).catch(() => vault.set(vaultKey, '')))
    },
    isWiped: () => wiped,
    flushed: () => writing,
  }
}
