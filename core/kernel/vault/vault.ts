import type { VaultView } from '#contract/host.ts'
import type { WriteFailure } from '#contract/pure/host/write-failure.ts'

/**
 * The result of reading a secret. `cannot-decrypt`: it is stored, and this one cannot be read · `unreadable`: nothing
 * in the vault can be read now (a host throws instead; `retrying-vault.ts` makes this of it).
 */
export type VaultRead =
  | { kind: 'found'; value: string }
  | { kind: 'missing' }
  | { kind: 'cannot-decrypt' }
  | { kind: 'unreadable'; reason: WriteFailure }

/** Stores AppSecrets and held tokens. Values leave core only to WeChat. A host's vault throws system errors. */
export interface SecretVault {
  describe(): VaultView
  get(key: string): Promise<VaultRead>
  set(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
  /** Removes the temporary files of killed writes; the console stops. */
  close?(): Promise<void>
}
