import type { VaultTrouble } from '#core/kernel/vault/retrying-vault.ts'
import type { Notices } from './notices.ts'

/** Says what the vault cannot do as long as it cannot. */
export function tellVaultTrouble(notices: Notices, { unsaved, unreadable }: VaultTrouble): void {
  notices.clear({ code: 'secret-not-saved' })
  notices.clear({ code: 'vault-unreadable' })
  if (unsaved) notices.notice({ code: 'secret-not-saved', reason: unsaved })
  if (unreadable) notices.notice({ code: 'vault-unreadable', reason: unreadable })
}
