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
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import { ActionItem } from '#renderer/actions/action-button.tsx'
import { useAction } from '#renderer/actions/registry.ts'
import { RouteButton } from '#renderer/features/route/route-button.tsx'
import { useAccountName } from '#renderer/model/accounts.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Badge } from '#renderer/ui/controls/pill.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { SheetHeader } from '#renderer/ui/layout/sheet.tsx'
import { Menu, MenuItem } from '#renderer/ui/overlays/menu.tsx'
import type { AccountDialog } from './account-dialogs.tsx'

/** Which account this is, where its requests go, and what can be done with it. */
export function AccountHeader({ account, onOpen }: { account: AccountView; onOpen(dialog: AccountDialog): void }) {
  const { t } = useTranslation(['accounts', 'sandbox', 'token', 'route'])
  const name = useAccountName()(account)
  const { openTimeline } = usePage()
  useAction('timeline.open', openTimeline)
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
      <RouteButton account={account} onOpen={() => onOpen('route')} />
      <Button variant="plain" icon={Pencil} onClick={() => onOpen('edit')}>
        {t('edit')}
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
        <ActionItem action="token.test" icon={Activity} />
        <ActionItem action="token.diagnose" icon={ScanSearch} />
        <ActionItem action="timeline.open" icon={ChartNoAxesGantt} />
        <ActionItem action="request.open" icon={Send} />
        <ActionItem action="exchange.list" icon={History} />
        <ActionItem action="explain.open" icon={MessageCircleQuestionMark} />
        <MenuItem icon={ClipboardPaste} onSelect={() => onOpen('paste')}>
          {t('token:paste.menu')}
        </MenuItem>
        {!isSandbox && (
          <MenuItem icon={Globe} onSelect={() => onOpen('route')}>
            {t('route:menu')}
          </MenuItem>
        )}
        {sourceTraits(account.tokenSource).needsSecret && account.origin.kind !== 'sandbox' && (
          <MenuItem icon={KeyRound} onSelect={() => onOpen('replace-secret')}>
            {t('secret.replaceMenu')}
          </MenuItem>
        )}
        <MenuItem icon={Trash2} danger onSelect={() => onOpen('remove')}>
          {t('remove.menu')}
        </MenuItem>
      </Menu>
    </SheetHeader>
  )
}
