import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { TokenView } from '../../../contract/token.ts'
import { useSnapshot } from '../../bridge/stores.ts'
import { usePage } from '../../page-context.ts'
import { Button } from '../../ui/button.tsx'
import { ExternalLink } from '../../ui/external-link.tsx'

const documentation = {
  stable: 'https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken',
  classic: 'https://developers.weixin.qq.com/doc/service/api/base/api_getaccesstoken',
}

const tokenPaths = new Set(['/cgi-bin/stable_token', '/cgi-bin/token'])

/** Quiet things one may want to do next; only where there is room for them. */
export function NextSteps({ account, view }: { account: AccountView; view: TokenView }) {
  const { t } = useTranslation('token')
  const { openExchange } = usePage()
  const exchanges = useSnapshot('exchange')?.value
  const last = exchanges?.find(
    ({ accountId, path, outcome }) => accountId === account.id && tokenPaths.has(path) && outcome.kind === 'ok',
  )
  return (
    <div className="col-span-2 mt-4 -mb-1.5 hidden min-h-7 items-center gap-1 text-small text-text-3 wide:flex">
      <span className="mr-2">{t('next.title')}</span>
      {last && view.state !== 'none' && (
        <Button variant="plain" size="s" icon={History} onClick={() => openExchange(last.id)}>
          {t('next.exchange')}
        </Button>
      )}
      <ExternalLink url={documentation[view.family]}>{t('next.documentation')}</ExternalLink>
    </div>
  )
}
