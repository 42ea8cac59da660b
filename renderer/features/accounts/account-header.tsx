import { Ellipsis, FlaskConical, KeyRound, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { Badge } from '../../ui/pill.tsx'
import { SheetHeader } from '../../ui/sheet.tsx'
import { useAccountName } from './account-name.ts'
import { EditDialog } from './edit-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { ReplaceSecretDialog } from './replace-secret-dialog.tsx'

/** Which account this is, where its requests go, and what can be done with it. */
export function AccountHeader({ account }: { account: AccountView }) {
  const { t } = useTranslation(['accounts', 'sandbox'])
  const name = useAccountName()(account)
  const [dialog, setDialog] = useState<'edit' | 'replace-secret' | 'remove'>()
  const close = () => setDialog(undefined)
  const isSandbox = account.origin.kind === 'sandbox'
  return (
    <SheetHeader title={name}>
      {name !== account.appId && (
        <>
          <span className="h-4 w-px shrink-0 bg-border-strong" />
          <span className="mono text-text-2">{account.appId}</span>
        </>
      )}
      <CopyButton compact text={account.appId} label={t('copyAppId')} done={t('copiedAppId')} />
      {isSandbox && (
        <Badge tone="sandbox" icon={FlaskConical}>
          {t('sandbox:badge')}
        </Badge>
      )}
      <span className="grow" />
      {account.dialledOrigin && (
        <span className="mono truncate text-text-2 max-wide:hidden">{shownOrigin(account.dialledOrigin)}</span>
      )}
      <Button variant="plain" icon={Pencil} onClick={() => setDialog('edit')}>
        {t('edit')}
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
        <MenuItem icon={KeyRound} onSelect={() => setDialog('replace-secret')}>
          {t('secret.replaceMenu')}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setDialog('remove')}>
          {t('remove.menu')}
        </MenuItem>
      </Menu>
      {dialog === 'edit' && <EditDialog account={account} onClose={close} />}
      {dialog === 'replace-secret' && <ReplaceSecretDialog account={account} onClose={close} />}
      {dialog === 'remove' && <RemoveDialog account={account} onClose={close} />}
    </SheetHeader>
  )
}

/** `https://` goes without saying; anything else is said. */
function shownOrigin(origin: string): string {
  return origin.replace(/^https:\/\//, '')
}
