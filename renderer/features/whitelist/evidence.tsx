import { Shuffle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { Egress, SeenIp, WhitelistView } from '#contract/whitelist.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { useAccountName, useAccountNow } from '#renderer/model/accounts.ts'
import { OpenExchange } from '#renderer/model/open-exchange.tsx'
import { usePage } from '#renderer/model/page-context.ts'
import { RidLine } from '#renderer/model/rid-line.tsx'
import type { WechatProblem } from '#renderer/model/whitelist-refusal.ts'
import { CommandLine } from '#renderer/ui/feedback/command-line.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { Region, RegionHeader } from '#renderer/ui/layout/region.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** What the refusal rests on: whose it was, its route, and the IPs that were seen before. */
export function Evidence({ account, problem }: { account: AccountView; problem: WechatProblem | undefined }) {
  const { t } = useTranslation('whitelist')
  const view = useAccountSnapshot('whitelist', account.id)?.value
  return (
    <Region label={t('evidence')} className="grow">
      <RegionHeader title={t('evidence')}>
        <span className="grow" />
        {problem && <OpenExchange failure={problem} />}
      </RegionHeader>
      <div className="grid min-h-0 gap-4 overflow-y-auto px-4 pb-4 text-small/4.5 wide:px-5">
        <Facts account={account} view={view} />
        {view && view.seen.length > 0 && (
          <Part title={t('seen')}>
            <SeenIps view={view} />
            {view.egress.kind === 'changing' && <ChangingEgress egress={view.egress} />}
          </Part>
        )}
        <Part title={t('recipes')}>
          <Recipes />
        </Part>
        {problem?.rid !== undefined && <Rid accountId={account.id} rid={problem.rid} />}
      </div>
    </Region>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="font-strong text-text-2">{title}</h3>
      {children}
    </section>
  )
}

function Facts({ account, view }: { account: AccountView; view: WhitelistView | undefined }) {
  const { t } = useTranslation('whitelist')
  const { time } = useFormat()
  const name = useAccountName()(account)
  const latest = view?.seen[0]
  const host = hostOf(latest?.origin ?? account.dialledOrigin)
  return (
    <dl className="grid grid-cols-[56px_minmax(0,1fr)] gap-x-3 gap-y-1.5 pt-1">
      <Fact name={t('fact.account')}>{name}</Fact>
      <Fact name={t('fact.appId')}>
        <span className="mono">{account.appId}</span>
      </Fact>
      <Fact name={t('fact.host')}>
        {account.origin.kind === 'sandbox' ? t('sandbox') : <span className="mono">{host}</span>}
      </Fact>
      <Fact name={t('fact.proxy')}>
        {latest?.proxy === undefined ? t('noProxy') : <span className="mono">{latest.proxy}</span>}
      </Fact>
      {view?.refusal && <Fact name={t('fact.sent')}>{time(view.refusal.at)}</Fact>}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere tabular-nums">{children}</dd>
    </>
  )
}

const hostOf = (origin = '') => origin.replace(/^https:\/\//, '')

/** Last seen first; the route is shown where there was more than one. */
function SeenIps({ view }: { view: WhitelistView }) {
  const { t } = useTranslation('whitelist')
  const { minute } = useFormat()
  const routes = new Set(view.seen.map(({ origin, proxy }) => `${origin} ${proxy}`))
  return (
    <ul aria-label={t('seen')} className="grid max-h-46 gap-1.5 overflow-y-auto">
      {view.seen.map((one, index) => (
        <li key={`${one.ip} ${one.origin} ${one.proxy}`} className="flex flex-wrap items-baseline gap-x-2">
          <span className="mono">{one.ip}</span>
          {one.times > 1 && <span className="text-text-3">{t('times', { count: one.times })}</span>}
          <span className="ml-auto text-text-2 tabular-nums">
            {index === 0 ? t('now') : minute(one.lastAt, view.now)}
          </span>
          {routes.size > 1 && <NetworkRoute {...one} />}
        </li>
      ))}
    </ul>
  )
}

function NetworkRoute({ origin, proxy }: SeenIp) {
  return (
    <span className="mono w-full text-text-3">
      {hostOf(origin)}
      {proxy !== undefined && ` ← ${proxy}`}
    </span>
  )
}

function ChangingEgress({ egress }: { egress: Extract<Egress, { kind: 'changing' }> }) {
  const { t } = useTranslation('whitelist')
  const { count } = useFormat()
  const { commonCidr, ips } = egress
  return (
    <div role="note" className="flex items-start gap-2 rounded-2 bg-warn-soft px-3 py-2 text-warn-text">
      <Icon of={Shuffle} size="s" className="mt-0.5" />
      <div className="grid min-w-0 justify-items-start gap-1">
        <p className="font-strong">{t('changing')}</p>
        <p className="text-pretty wrap-anywhere">
          {commonCidr
            ? t('cover', { cidr: commonCidr.cidr, ips, count: count(commonCidr.addresses) })
            : t('noCover', { ips })}
        </p>
        {commonCidr && <CopyButton text={commonCidr.cidr} label={t('copyCidr')} done={t('copiedCidr')} />}
      </div>
    </div>
  )
}

function Rid({ accountId, rid }: { accountId: string; rid: string }) {
  const { t } = useTranslation('whitelist')
  const { openRequest } = usePage()
  const now = useAccountNow(accountId)
  return (
    <Part title={t('fact.rid')}>
      <RidLine stacked rid={rid} now={now} onLookUp={() => openRequest({ accountId, preset: 'rid', rid })} />
    </Part>
  )
}

const SOCKS_PROXY = 'socks5://127.0.0.1:1080'

/** Two ways of sending from a server that is whitelisted already. */
function Recipes() {
  const { t } = useTranslation(['whitelist', 'route'])
  return (
    <div className="grid gap-2.5">
      <Recipe command="ssh -D 1080 server" why={t('socks', { proxy: SOCKS_PROXY, menu: t('route:menu') })} />
      <Recipe command="ssh -L 7264:127.0.0.1:7264 server" why={t('webhost')} />
    </div>
  )
}

function Recipe({ command, why }: { command: string; why: string }) {
  const { t } = useTranslation('whitelist')
  return (
    <div className="grid gap-1">
      <CommandLine text={command} label={t('copyCommand')} done={t('copiedCommand')} />
      <p className="text-pretty wrap-anywhere text-text-3">{why}</p>
    </div>
  )
}
