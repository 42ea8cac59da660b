import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpListKind } from '#contract/ip-list.ts'
import { ActionButton } from '#renderer/actions/action-button.tsx'
import { useCommandView } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { ipListFetch } from './ip-list-fetch.ts'

/** `fetching`: somebody else may have started it. */
export function FetchIpListButton({
  accountId,
  kind,
  fetching,
  size = 's',
}: {
  accountId: string
  kind: IpListKind
  fetching: boolean
  size?: 's' | 'm'
}) {
  const { t } = useTranslation('ipList')
  const { busy, cancel } = useCommandView(ipListFetch[kind](accountId))
  const waiting = busy || fetching
  return (
    <span className="flex items-center gap-1">
      {busy && (
        <Button variant="plain" size={size} onClick={cancel}>
          {t('cancel')}
        </Button>
      )}
      <ActionButton action="ipList.fetch" size={size} icon={RefreshCw} busy={waiting}>
        {waiting ? t('fetching') : t('fetch')}
      </ActionButton>
    </span>
  )
}
