import type { Saving } from '#core/kernel/saving/saving.ts'
import type { VaultTrouble } from '#core/kernel/vault/retrying-vault.ts'
import type { Notices } from './notices.ts'

/** A notice of unsaved parts, as long as there are any, and afterwards of the data discarded meanwhile. */
export function noticeUnsaved(saving: Saving, notices: Notices): void {
  const noticed = new Map<string, number>()
  let shown = ''
  saving.subscribe(() => {
    const unsaved = saving.unsaved()
    const now = JSON.stringify(unsaved ?? {})
    if (now !== shown) {
      notices.clear({ code: 'not-saved' })
      if (unsaved) notices.notice({ code: 'not-saved', ...unsaved })
      shown = now
    }
    if (unsaved) return
    for (const { part, count } of saving.givenUp()) {
      const before = noticed.get(part) ?? 0
      if (count > before) notices.notice({ code: 'given-up', part, count: count - before })
      noticed.set(part, count)
    }
  })
}

/** A notice of the vault's failures, as long as they last. */
export function noticeVaultTrouble(notices: Notices, { unsaved, unreadable }: VaultTrouble): void {
  notices.clear({ code: 'secret-not-saved' })
  notices.clear({ code: 'vault-unreadable' })
  if (unsaved) notices.notice({ code: 'secret-not-saved', reason: unsaved })
  if (unreadable) notices.notice({ code: 'vault-unreadable', reason: unreadable })
}
