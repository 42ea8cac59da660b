import { ClockAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sourceName, type TokenFamily } from '#contract/pure/credentials/token-source.ts'
import type { RenewalView } from '#contract/token.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { formatCountdown } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { ShownToken } from './clock/shown-token.ts'

const endpoints: Record<TokenFamily, string> = {
  stable: 'POST /cgi-bin/stable_token',
  classic: 'GET /cgi-bin/token',
}

/** Four facts, always in the same order: rows on a wide page, columns on a narrow one. */
export function TokenFacts(props: ShownToken) {
  const { view, state } = props
  const { t } = useTranslation('token')
  const { time } = useFormat()
  const family = <Fact name={t('fact.family')}>{t(`family.${sourceName(view.tokenSource)}`)}</Fact>
  if (view.state === 'none') {
    return (
      <Facts>
        {family}
        {view.tokenSource.kind === 'wechat' && (
          <>
            <Fact name={t('fact.lifetime')}>{t('fact.upTo')}</Fact>
            <Fact name={t('fact.endpoint')}>
              <span className="mono">{endpoints[view.tokenSource.family]}</span>
            </Fact>
          </>
        )}
      </Facts>
    )
  }
  const end = state === 'superseded' ? 'wouldEnd' : state === 'expired' ? 'ended' : 'expires'
  return (
    <Facts>
      <Fact name={t(view.source === 'pasted' ? 'fact.pasted' : 'fact.obtained')}>{time(view.obtainedAt)}</Fact>
      <Fact name={t(`fact.${end}`)}>{view.life ? time(view.life.expiresAt) : t('clock.noEnd')}</Fact>
      {family}
      <FourthFact {...props} />
    </Facts>
  )
}

/** Of what else is known, the one thing that matters most now. */
function FourthFact({ account, view, receivedAt }: ShownToken) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  if (view.state === 'superseded') {
    return <Fact name={t('fact.evidence')}>{t('fact.refusedAt', { time: time(view.refused.at) })}</Fact>
  }
  if (view.renewal.state !== 'off') {
    return (
      <Fact name={t('autoRenew.label')}>
        <Renewal renewal={view.renewal} receivedAt={receivedAt} />
      </Fact>
    )
  }
  if (account.origin.kind === 'sandbox') {
    return (
      <Fact name={t('fact.scenario')}>
        <SandboxScenarios />
      </Fact>
    )
  }
  if (view.state === 'none' || view.source === 'pasted') return null
  return <Fact name={t('fact.source')}>{t(`fact.sources.${view.source}`)}</Fact>
}

const MINUTE_MS = 60_000

/** What auto-renew is about to do. */
function Renewal({ renewal, receivedAt }: { renewal: RenewalView; receivedAt: number }) {
  const { t } = useTranslation('token')
  const { state, waitsFor, nextInMs = 0, attempt = 1 } = renewal
  const reading = { remainingMs: nextInMs, receivedAt }
  const count = useStepsLeft(reading, MINUTE_MS)
  const seconds = useStepsLeft(reading, state === 'retrying' ? 1000 : MINUTE_MS)
  const what = waitsFor && t(`autoRenew.waits.${waitsFor}`)
  switch (state) {
    case 'waiting':
      return what ?? t('autoRenew.due', { count: Math.max(1, count) })
    case 'retrying':
      return what
        ? t('autoRenew.retryingFor', { what, seconds, attempt: attempt + 1 })
        : t('autoRenew.retrying', { seconds, attempt: attempt + 1 })
    case 'renewing':
      return t('autoRenew.renewing')
    case 'stopped':
      return what ?? t('autoRenew.stopped')
    case 'off':
      return null
  }
}

function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="flex min-h-9 gap-6 wide:grid wide:min-h-24 wide:grid-cols-[auto_minmax(0,1fr)] wide:content-start wide:gap-x-5 wide:gap-y-0.5">
      {children}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 wide:contents">
      <dt className="text-small text-text-3 wide:text-base/5.5">{name}</dt>
      <dd className="truncate tabular-nums wide:leading-5.5">{children}</dd>
    </div>
  )
}

/** Which behaviours of the sandbox are switched on. */
function SandboxScenarios() {
  const { t } = useTranslation('token')
  const scenario = useTranslation('sandbox').t
  const on = useSnapshot('sandbox')?.value.scenarios ?? []
  if (on.length === 0) return t('fact.scenarioNormal')
  return on.map((id) => scenario(`scenario.${id}`)).join(' · ')
}

/** WeChat's clock and the host's are far apart: worth knowing, and used for nothing. */
export function ClockSkew({ ms }: { ms: number | undefined }) {
  const { t } = useTranslation('token')
  if (ms === undefined) return null
  return (
    <p className="flex items-center gap-1.5 text-small text-text-3">
      <Icon of={ClockAlert} size="s" />
      {t(ms > 0 ? 'skew.ahead' : 'skew.behind', { amount: formatCountdown(Math.abs(ms)) })}
    </p>
  )
}
