import { clsx } from 'clsx'
import { Clock, ShieldX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { WhitelistView } from '#contract/whitelist.ts'
import { client } from '#renderer/bridge/client.ts'
import { type Stamped, useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { useCommand } from '#renderer/model/command.ts'
import { PLATFORM_URL, WHITELIST_GUIDE_URL } from '#renderer/model/links.ts'
import type { WechatProblem } from '#renderer/model/whitelist-refusal.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { ExternalLink } from '#renderer/ui/problem/external-link.tsx'
import { ProblemHeading, ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useProblemText } from '#renderer/ui/problem/problem-text.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'

const unknown: Stamped<Pick<WhitelistView, 'saved' | 'refusal' | 'now'>> = { value: { now: 0 }, receivedAt: 0 }

/** WeChat refused the IP: the IP as the figure, and the three steps that put it right. */
export function WhitelistDoctor({
  account,
  problem,
  tryAgain,
}: {
  account: AccountView
  problem: WechatProblem
  /** The button of the last step, while there is reason to wait and after. */
  tryAgain(wait: Wait | undefined): ReactNode
}) {
  const { t } = useTranslation('whitelist')
  const { title, why } = useProblemText()(problem)
  const snapshot = useAccountSnapshot('whitelist', account.id) ?? unknown
  const wait = useWait(snapshot)
  return (
    <>
      <ProblemHeading icon={ShieldX} title={title} why={why} />
      {snapshot.value.refusal?.afterWait && <Note tone="warn">{t('still', { appId: account.appId })}</Note>}
      <SeenIp ip={problem.seenIp} appId={account.appId} primary={!wait} />
      <ol className="grid">
        <Step number={1} title={t('addTitle')} why={t('addWhere')}>
          <ExternalLink url={WHITELIST_GUIDE_URL}>{t('rules')}</ExternalLink>
          <ExternalLink button url={PLATFORM_URL}>
            {t('open')}
          </ExternalLink>
        </Step>
        <Saved accountId={account.id} wait={wait} now={snapshot.value.now} />
        <Step
          number={3}
          title={t(sourceTraits(account.tokenSource).canRenew ? 'againTitle' : 'againTest')}
          why={t('againWhy')}
        >
          {tryAgain(wait)}
        </Step>
      </ol>
    </>
  )
}

/** An IP listed on another account is the commonest cause, so the AppID stands beside it. */
function SeenIp({ ip, appId, primary }: { ip: string | undefined; appId: string; primary: boolean }) {
  const { t } = useTranslation('whitelist')
  return (
    <div className="flex items-center gap-4 rounded-3 border border-border-strong bg-surface-2 py-2 pr-2.5 pl-4 wide:gap-6 wide:py-3.5 wide:pr-4 wide:pl-5">
      <div className="min-w-0">
        <p className="text-small text-text-2">{t('saw')}</p>
        {ip === undefined ? (
          <p className="text-title font-strong">{t('unnamed')}</p>
        ) : (
          <p
            className={clsx(
              'font-mono text-[24px]/7.5 font-strong tracking-tight wide:text-figure',
              // An IPv6 address may be longer than the page is wide.
              ip.includes(':') ? 'wrap-anywhere' : 'whitespace-nowrap',
            )}
          >
            {ip}
          </p>
        )}
      </div>
      <div className="min-w-0 grow self-end border-l border-border pl-4 wide:pb-1 wide:pl-6">
        <p className="text-small text-text-2">{t('forAppId')}</p>
        <p className="mono wrap-anywhere">{appId}</p>
      </div>
      {ip !== undefined && <CopyButton primary={primary} size="l" text={ip} label={t('copyIp')} done={t('copiedIp')} />}
    </div>
  )
}

/** The console cannot see the whitelist: the person says when it was saved, and it keeps the time. */
function Saved({ accountId, wait, now }: { accountId: string; wait: Wait | undefined; now: number }) {
  const { t } = useTranslation('whitelist')
  const { minute } = useFormat()
  const save = useCommand((options) => client.whitelist.saved({ accountId }, options))
  const times = wait && { saved: minute(wait.at, now), again: minute(wait.againAt, now) }
  return (
    <Step
      number={2}
      title={t('waitTitle')}
      why={t('waitWhy')}
      told={times ? t(wait.isOver ? 'due' : 'savedAt', times) : ''}
    >
      {save.failure && <ProblemNote failure={save.failure} />}
      <Button size="s" icon={Clock} busy={save.busy} onClick={() => void save.run()}>
        {t('saved')}
      </Button>
    </Step>
  )
}

function Step({
  number,
  title,
  why,
  told,
  children,
}: {
  number: number
  title: string
  why: string
  /** What the console answers in place of `why`, once it does; spoken when it comes. */
  told?: string
  children?: ReactNode
}) {
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
        {!told && <p className="text-small/4.5 text-pretty text-text-3">{why}</p>}
        {told !== undefined && (
          <p role="status" className="text-small/4.5 text-text-2 empty:hidden">
            {told}
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center gap-2.5">{children}</div>
    </li>
  )
}

const SECOND_MS = 1000

/** A saved whitelist that has yet to act, or has had its time. Moments are epoch ms on the account's clock. */
interface Wait {
  at: number
  againAt: number
  /** `4:32`, while there is reason to wait. */
  left: string
  isOver: boolean
}

/** Counts down between snapshots; `undefined` when nothing was saved. */
function useWait({ value, receivedAt }: Stamped<Pick<WhitelistView, 'saved'>>): Wait | undefined {
  const { saved } = value
  const seconds = useStepsLeft({ remainingMs: saved?.remainingMs ?? 0, receivedAt }, SECOND_MS)
  if (!saved) return undefined
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return { at: saved.at, againAt: saved.againAt, left, isOver: seconds === 0 }
}
