import { RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { actions } from '../../../contract/pure/actions.ts'
import { Button } from '../../ui/button.tsx'
import { tokenFetch, useAccountCall } from './account-call.ts'

/** The one way on this screen to ask WeChat for a token; while it does, the way to stop it. */
export function FetchTokenButton({
  accountId,
  fetching,
  quiet = false,
}: {
  accountId: string
  /** A fetch is running, whoever started it. */
  fetching: boolean
  /** Something else on the surface matters more. */
  quiet?: boolean
}) {
  const { t } = useTranslation('token')
  const { busy } = useAccountCall(tokenFetch, accountId)
  const waiting = busy || fetching
  return (
    <>
      <Button
        variant={quiet || waiting ? 'default' : 'primary'}
        size={quiet ? 's' : 'l'}
        icon={RefreshCw}
        busy={waiting}
        {...(!quiet && !waiting && { accelerator: actions['token.fetch'].accelerator })}
        onClick={() => void tokenFetch.run(accountId)}
      >
        {waiting ? t('fetching') : t('fetch')}
      </Button>
      {busy && (
        <Button variant="plain" size={quiet ? 's' : 'l'} onClick={() => tokenFetch.cancel(accountId)}>
          {t('cancel')}
        </Button>
      )}
    </>
  )
}
