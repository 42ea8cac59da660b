import {
  Activity,
  ChartNoAxesGantt,
  ClipboardPaste,
  Ellipsis,
  FlaskConical,
  Globe,
  History,
  KeyRound,
  MessageCircleQuestionMark,
  Pencil,
  ScanSearch,
  Send,
  Trash2,
} from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { actions } from '#contract/pure/actions.ts'
import { runAction, useAction } from '#renderer/actions/registry.ts'
import { EditDialog } from '#renderer/features/accounts/edit-dialog.tsx'
import { RemoveDialog } from '#renderer/features/accounts/remove-dialog.tsx'
import { ReplaceSecretDialog } from '#renderer/features/accounts/replace-secret-dialog.tsx'
import { RouteButton } from '#renderer/features/route/route-button.tsx'
import { PasteDialog } from '#renderer/features/token/dialogs/paste-dialog.tsx'
import { usePage } from '#renderer/model/page-context.ts'
import { useAccountName } from '#renderer/model/use-account-name.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Menu, MenuItem } from '#renderer/ui/menu.tsx'
import { Badge } from '#renderer/ui/pill.tsx'
import { SheetHeader } from '#renderer/ui/sheet.tsx'

const RouteDialog = lazy(async () => ({
  default: (await import('#renderer/features/route/route-dialog.tsx')).RouteDialog,
}))

/** Which account this is, where its requests go, and what can be done with it. */
export function AccountHeader({ account }: { account: AccountView }) {
  const { t } = useTranslation(['accounts', 'sandbox', 'actions', 'token', 'route'])
  const name = useAccountName()(account)
  const [dialog, setDialog] = useState<'edit' | 'route' | 'replace-secret' | 'paste' | 'remove'>()
  const { openRequest, openTimeline } = usePage()
  useAction('timeline.open', openTimeline)
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
      <CopyButton
        compact
        text={account.appId}
        label={t('copyAppId', { appId: account.appId })}
        done={t('copiedAppId')}
      />
      {isSandbox && (
        <Badge tone="sandbox" icon={FlaskConical}>
          {t('sandbox:badge')}
        </Badge>
      )}
      <span className="grow" />
      <RouteButton account={account} onOpen={() => setDialog('route')} />
      <Button variant="plain" icon={Pencil} onClick={() => setDialog('edit')}>
        {t('edit')}
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
        <MenuItem icon={Activity} onSelect={() => runAction('token.test')}>
          {t('actions:label.token.test')}
        </MenuItem>
        <MenuItem icon={ScanSearch} onSelect={() => runAction('token.detect')}>
          {t('actions:label.token.detect')}
        </MenuItem>
        <MenuItem icon={ChartNoAxesGantt} onSelect={openTimeline}>
          {t('actions:label.timeline.open')}
        </MenuItem>
        <MenuItem icon={Send} accelerator={actions['request.open'].accelerator} onSelect={() => openRequest()}>
          {t('actions:label.request.open')}
        </MenuItem>
        <MenuItem icon={History} onSelect={() => runAction('exchange.list')}>
          {t('actions:label.exchange.list')}
        </MenuItem>
        <MenuItem icon={MessageCircleQuestionMark} onSelect={() => runAction('explain.open')}>
          {t('actions:label.explain.open')}
        </MenuItem>
        <MenuItem icon={ClipboardPaste} onSelect={() => setDialog('paste')}>
          {t('token:paste.menu')}
        </MenuItem>
        {!isSandbox && (
          <MenuItem icon={Globe} onSelect={() => setDialog('route')}>
            {t('route:menu')}
          </MenuItem>
        )}
        {account.family !== 'pasted' && account.origin.kind !== 'sandbox' && (
          <MenuItem icon={KeyRound} onSelect={() => setDialog('replace-secret')}>
            {t('secret.replaceMenu')}
          </MenuItem>
        )}
        <MenuItem icon={Trash2} danger onSelect={() => setDialog('remove')}>
          {t('remove.menu')}
        </MenuItem>
      </Menu>
      {dialog === 'edit' && <EditDialog account={account} onClose={close} />}
      {dialog === 'route' && (
        <Suspense>
          <RouteDialog account={account} onClose={close} />
        </Suspense>
      )}
      {dialog === 'replace-secret' && <ReplaceSecretDialog account={account} onClose={close} />}
      {dialog === 'paste' && <PasteDialog account={account} onClose={close} />}
      {dialog === 'remove' && <RemoveDialog account={account} onClose={close} />}
    </SheetHeader>
  )
}
