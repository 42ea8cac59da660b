import { ChartNoAxesGantt, History, ScanSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import { ActionButton } from '#renderer/actions/action-button.tsx'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { ExternalLink } from '#renderer/ui/problem/external-link.tsx'
import { AutoRenew } from './auto-renew.tsx'
import { TestTokenButton } from './fetch/fetch-button.tsx'
import type { Probe } from './fetch/use-probe.ts'

const documentation = {
  stable: 'https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken',
  classic: 'https://developers.weixin.qq.com/doc/service/api/base/api_getaccesstoken',
}

const tokenPaths = new Set(['/cgi-bin/stable_token', '/cgi-bin/token'])

/** Quiet things one may want to do next, and auto-renew; the account's menu has them where there is no room. */
export function NextSteps({ account, view, probe }: { account: AccountView; view: TokenView; probe: Probe }) {
  const { t } = useTranslation('token')
  const { openExchange } = usePage()
  const exchanges = useSnapshot('exchange')?.value
  if (!useWide()) return null
  const last = exchanges?.find(
    ({ accountId, path, outcome }) => accountId === account.id && tokenPaths.has(path) && outcome.kind === 'ok',
  )
  const held = view.state !== 'none'
  const { tokenSource } = account
  const pasted = tokenSource.kind === 'pasted'
  // The panel has that button already.
  const offersTest = pasted || view.state === 'unverified'
  return (
    <div className="col-span-2 mt-4 -mb-1.5 flex min-h-7 items-center gap-1 text-small text-text-3">
      <span className="mr-2">{t('next.title')}</span>
      {view.state === 'unverified' && (
        <ActionButton action="token.diagnose" variant="plain" size="s" icon={ScanSearch}>
          {t('diagnosis.open')}
        </ActionButton>
      )}
      {held && !offersTest && <TestTokenButton variant="plain" size="s" busy={probe.busy} />}
      <ActionButton action="timeline.open" variant="plain" size="s" icon={ChartNoAxesGantt}>
        {t('next.timeline')}
      </ActionButton>
      {held && !pasted && last && (
        <Button variant="plain" size="s" icon={History} onClick={() => openExchange(last.id)}>
          {t('next.exchange')}
        </Button>
      )}
      {!held && tokenSource.kind === 'wechat' && (
        <ExternalLink url={documentation[tokenSource.family]}>{t('next.documentation')}</ExternalLink>
      )}
      {!pasted && <AutoRenew account={account} className="ml-auto flex" />}
    </div>
  )
}
