import type { SecretState } from '#contract/accounts.ts'
import type { WriteFailure } from '#contract/pure/host/write-failure.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SecretVault, VaultRead } from './vault.ts'

/** The state of a secret, as an account's view shows it. */
export function secretStateOf(read: VaultRead, vault: SecretVault): SecretState {
  if (read.kind === 'found') return 'held'
  return read.kind === 'missing' ? whyMissing(vault) : read.kind
}

/** Why a secret has to be entered; fails with `vault-unreadable` when it may be readable later. */
export function whyNeeded(read: Exclude<VaultRead, { kind: 'found' }>, vault: SecretVault) {
  if (read.kind === 'unreadable') throw vaultUnreadable(read.reason)
  return read.kind === 'missing' ? whyMissing(vault) : read.kind
}

/** Why there is no such secret. */
function whyMissing(vault: SecretVault): 'never-entered' | 'memory-only' {
  return vault.describe().persists ? 'never-entered' : 'memory-only'
}

export function vaultUnreadable(reason: WriteFailure): ProblemError {
  return new ProblemError({ code: 'vault-unreadable', reason, retry: 'backoff' })
}
