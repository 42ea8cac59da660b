import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { TokenState, TokenView } from '../../../contract/token.ts'
import { useFormat } from '../../ui/use-format.ts'
import { SandboxScenarios } from './sandbox-scenarios.tsx'

const endpoints = { stable: 'POST /cgi-bin/stable_token', classic: 'GET /cgi-bin/token' }

/** Four facts, always in the same order: rows on a wide page, columns on a narrow one. */
export function TokenFacts({ account, view, state }: { account: AccountView; view: TokenView; state: TokenState }) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  const family = <Fact name={t('fact.family')}>{t(`family.${view.family}`)}</Fact>
  if (view.obtainedAt === undefined || view.expiresAt === undefined) {
    return (
      <Facts>
        {family}
        <Fact name={t('fact.lifetime')}>{t('fact.upTo')}</Fact>
        <Fact name={t('fact.endpoint')}>
          <span className="mono">{endpoints[view.family]}</span>
        </Fact>
      </Facts>
    )
  }
  const end = state === 'superseded' ? 'wouldEnd' : state === 'expired' ? 'ended' : 'expires'
  return (
    <Facts>
      <Fact name={t('fact.obtained')}>{time(view.obtainedAt)}</Fact>
      <Fact name={t(`fact.${end}`)}>{time(view.expiresAt)}</Fact>
      {family}
      {state === 'superseded' && view.supersededAt !== undefined ? (
        <Fact name={t('fact.evidence')}>{t('fact.refusedAt', { time: time(view.supersededAt) })}</Fact>
      ) : account.origin.kind === 'sandbox' ? (
        <Fact name={t('fact.scenario')}>
          <SandboxScenarios />
        </Fact>
      ) : (
        <Fact name={t('fact.source')}>{t('fact.fetchedHere')}</Fact>
      )}
    </Facts>
  )
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
