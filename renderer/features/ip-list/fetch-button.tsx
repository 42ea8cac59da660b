import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpListKind } from '#contract/ip-list.ts'
import { ActionButton } from '#renderer/actions/action-button.tsx'
import { CancelButton } from '#renderer/model/cancel-button.tsx'
import { useCommandView } from '#renderer/model/command.ts'
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
  const command = useCommandView(ipListFetch[kind](accountId))
  const waiting = command.busy || fetching
  return (
    <span className="flex items-center gap-1">
      <CancelButton command={command} size={size} />
      <ActionButton action="ipList.fetch" size={size} icon={RefreshCw} busy={waiting}>
        {waiting ? t('fetching') : t('fetch')}
      </ActionButton>
    </span>
  )
}
