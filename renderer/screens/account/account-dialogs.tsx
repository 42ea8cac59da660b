import { Suspense } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { EditDialog } from '#renderer/features/accounts/edit-dialog.tsx'
import { RemoveDialog } from '#renderer/features/accounts/remove-dialog.tsx'
import { ReplaceSecretDialog } from '#renderer/features/accounts/secret-form.tsx'
import { PasteDialog } from '#renderer/features/token/dialogs/paste-dialog.tsx'
import { lazily } from '#renderer/lib/lazily.ts'

const RouteDialog = lazily(async () => (await import('#renderer/features/route/route-dialog.tsx')).RouteDialog)

export type AccountDialog = 'edit' | 'route' | 'replace-secret' | 'paste' | 'remove'

/** What changes an account, one at a time. */
export function AccountDialogs({
  account,
  dialog,
  onClose,
}: {
  account: AccountView
  dialog: AccountDialog | undefined
  onClose(): void
}) {
  switch (dialog) {
    case 'edit':
      return <EditDialog account={account} onClose={onClose} />
    case 'route':
      return (
        <Suspense>
          <RouteDialog account={account} onClose={onClose} />
        </Suspense>
      )
    case 'replace-secret':
      return <ReplaceSecretDialog account={account} onClose={onClose} />
    case 'paste':
      return <PasteDialog account={account} onClose={onClose} />
    case 'remove':
      return <RemoveDialog account={account} onClose={onClose} />
    case undefined:
      return null
  }
}
