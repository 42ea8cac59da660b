import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { AddForm } from './add-form.tsx'
import { SandboxButton } from './sandbox-button.tsx'

/** The form of the first screen, for the second account and those after it. */
export function AddDialog({
  open,
  onClose,
  onAdded,
}: {
  open: boolean
  onClose(): void
  onAdded(account: AccountView): void
}) {
  const { t } = useTranslation('accounts')
  const accounts = useSnapshot('accounts')?.value ?? []
  const hasSandbox = accounts.some((account) => account.origin.kind === 'sandbox')
  return (
    <Dialog open={open} holdsInput onClose={onClose} title={t('add')}>
      <AddForm onAdded={onAdded} />
      {!hasSandbox && <SandboxButton onAdded={onAdded} />}
    </Dialog>
  )
}
