import { ShieldX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { Problem } from '../../../contract/problem.ts'
import { isNotWhitelistedCode } from '../../../contract/pure/errcode-key.ts'
import type { Failure } from '../../bridge/failure.ts'
import { PLATFORM_URL } from '../../links.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ExternalLink } from '../../ui/external-link.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { FetchTokenButton } from './fetch-button.tsx'
import { OpenExchange } from './open-exchange.tsx'
import { ProblemHeading } from './problem-heading.tsx'

type WechatProblem = Extract<Problem, { code: 'wechat' }>

export function isNotWhitelisted(failure: Failure): failure is WechatProblem {
  return failure.code === 'wechat' && isNotWhitelistedCode(failure.errcode)
}

/** WeChat refused the IP: the IP as the figure, and the three steps that put it right. */
export function WhitelistDoctor({
  account,
  problem,
  fetching,
}: {
  account: AccountView
  problem: WechatProblem
  fetching: boolean
}) {
  const { t } = useTranslation('token')
  const { title, why } = useProblemText()(problem)
  return (
    <>
      <ProblemHeading icon={ShieldX} title={title} why={why}>
        <OpenExchange failure={problem} />
      </ProblemHeading>
      <SeenIp ip={problem.seenIp} appId={account.appId} />
      <ol className="grid">
        <Step number={1} title={t('doctor.addTitle')} why={t('doctor.addWhere')}>
          <ExternalLink url={PLATFORM_URL}>{t('doctor.open')}</ExternalLink>
        </Step>
        <Step number={2} title={t('doctor.waitTitle')} why={t('doctor.waitWhy')} />
        <Step number={3} title={t('doctor.againTitle')} why={t('doctor.againWhy')}>
          <FetchTokenButton accountId={account.id} fetching={fetching} quiet />
        </Step>
      </ol>
    </>
  )
}

/** An IP listed on another account is the commonest cause, so the AppID stands beside it. */
function SeenIp({ ip, appId }: { ip: string | undefined; appId: string }) {
  const { t } = useTranslation('token')
  return (
    <div className="flex items-center gap-4 rounded-3 border border-border-strong bg-surface-2 py-2 pr-2.5 pl-4 wide:py-3.5 wide:pr-4 wide:pl-5">
      <div className="min-w-0 grow">
        <p className="text-small text-text-2">
          {t('doctor.saw')} <span className="mono ml-2 text-text-3">{appId}</span>
        </p>
        {ip === undefined ? (
          <p className="text-title font-strong">{t('doctor.unnamed')}</p>
        ) : (
          <p className="font-mono text-[24px]/7.5 font-strong tracking-tight wrap-anywhere wide:text-figure">{ip}</p>
        )}
      </div>
      {ip !== undefined && <CopyButton primary text={ip} label={t('doctor.copyIp')} done={t('doctor.copiedIp')} />}
    </div>
  )
}

function Step({ number, title, why, children }: { number: number; title: string; why: string; children?: ReactNode }) {
  return (
    <li className="flex items-start gap-3 border-t border-border py-2.5 first:border-t-0 first:pt-0">
      <span
        aria-hidden
        className="grid size-5.5 shrink-0 place-items-center rounded-full border border-border-control text-small font-strong text-text-2"
      >
        {number}
      </span>
      <div className="min-w-0 grow">
        <p className="leading-5.5 font-strong">{title}</p>
        <p className="text-small/4.5 text-pretty text-text-3">{why}</p>
      </div>
      <div className="flex shrink-0 items-center gap-1">{children}</div>
    </li>
  )
}
