import { clsx } from 'clsx'
import { OctagonAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { Failure } from '#contract/problem.ts'
import { useAccountNow } from '#renderer/model/accounts.ts'
import { OpenExchange } from '#renderer/model/open-exchange.tsx'
import { usePage } from '#renderer/model/page-context.ts'
import { RidLine } from '#renderer/model/rid-line.tsx'
import { isNotWhitelisted, type WechatProblem } from '#renderer/model/whitelist-refusal.ts'
import { ProblemHeading } from '#renderer/ui/problem/problem-note.tsx'
import { useProblemText } from '#renderer/ui/problem/problem-text.ts'
import { FetchTokenButton } from './fetch/fetch-button.tsx'

/** A failed fetch and no living token: the failure is what the panel is about. */
export function TokenFailure({
  account,
  failure,
  fetching,
  stopped,
  refusal,
}: {
  account: AccountView
  failure: Failure
  fetching: boolean
  /** Auto-renew will not try again by itself. */
  stopped: boolean
  /** What to do about a refused IP. */
  refusal(problem: WechatProblem): ReactNode
}) {
  const { t } = useTranslation('token')
  // Then the narrow screen has nothing below it.
  const isRefused = isNotWhitelisted(failure)
  return (
    <div
      className={clsx(
        'grid gap-3.5 overflow-y-auto px-5 pt-4.5 pb-3 wide:gap-4.5 wide:pt-6 wide:pb-5',
        isRefused ? 'content-start wide:max-h-[64vh]' : 'max-h-[64vh]',
      )}
    >
      {isRefused ? refusal(failure) : <OtherProblem accountId={account.id} failure={failure} fetching={fetching} />}
      {stopped && <p className="text-small text-text-2">{t('autoRenew.stoppedThen')}</p>}
      {!isRefused && <Rid account={account} failure={failure} />}
    </div>
  )
}

function OtherProblem({ accountId, failure, fetching }: { accountId: string; failure: Failure; fetching: boolean }) {
  const { title, why, todo } = useProblemText()(failure)
  return (
    <>
      <ProblemHeading icon={OctagonAlert} title={title} why={why}>
        <OpenExchange failure={failure} />
      </ProblemHeading>
      <p className="max-w-170 text-read text-pretty wide:ml-12.5">{todo}</p>
      <div className="flex items-center gap-2 wide:ml-12.5">
        <FetchTokenButton accountId={accountId} fetching={fetching} />
      </div>
    </>
  )
}

/** What WeChat itself can be asked with. */
function Rid({ account, failure }: { account: AccountView; failure: Failure }) {
  const { openRequest } = usePage()
  const now = useAccountNow(account.id)
  if (failure.code !== 'wechat' || failure.rid === undefined) return null
  const { rid } = failure
  return (
    <div className="text-small wide:ml-12.5">
      <RidLine rid={rid} now={now} onLookUp={() => openRequest({ accountId: account.id, preset: 'rid', rid })} />
    </div>
  )
}
