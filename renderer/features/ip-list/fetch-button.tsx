import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpListKind } from '#contract/ip-list.ts'
import { actions } from '#contract/pure/actions.ts'
import { useAccountCall } from '#renderer/model/account-call.ts'
import { ariaKeys } from '#renderer/ui/accelerator.ts'
import { Button } from '#renderer/ui/button.tsx'
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
  const { busy } = useAccountCall(ipListFetch[kind], accountId)
  const waiting = busy || fetching
  return (
    <span className="flex items-center gap-1">
      {busy && (
        <Button variant="plain" size={size} onClick={() => ipListFetch[kind].cancel(accountId)}>
          {t('cancel')}
        </Button>
      )}
      <Button
        size={size}
        icon={RefreshCw}
        busy={waiting}
        aria-keyshortcuts={ariaKeys(actions['ipList.fetch'].accelerator)}
        onClick={() => void ipListFetch[kind].run(accountId)}
      >
        {waiting ? t('fetching') : t('fetch')}
      </Button>
    </span>
  )
}
