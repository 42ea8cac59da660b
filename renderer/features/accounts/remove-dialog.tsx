import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Checkbox } from '#renderer/ui/controls/checkbox.tsx'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'

/** Asks before an account, its secret and its token leave this computer. */
export function RemoveDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation('accounts')
  const name = useAccountName()(account)
  const [withExchanges, setWithExchanges] = useState(false)
  const remove = useCommand(async ({ signal }) => {
    await client.accounts.remove({ id: account.id, withExchanges }, { signal })
    onClose()
  })
  return (
    <ConfirmDialog
      title={t('remove.title', { label: name })}
      why={t('remove.why')}
      failure={remove.failure}
      confirm={{ children: t('remove.confirm'), busy: remove.busy, onClick: () => void remove.run() }}
      safe={{ children: t('remove.keep') }}
      onClose={onClose}
    >
      <Checkbox checked={withExchanges} onChange={setWithExchanges}>
        {t('remove.withExchanges')}
      </Checkbox>
    </ConfirmDialog>
  )
}
