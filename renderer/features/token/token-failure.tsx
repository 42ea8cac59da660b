import { OctagonAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { Failure } from '../../bridge/failure.ts'
import { usePage } from '../../page-context.ts'
import { Button } from '../../ui/button.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { FetchTokenButton } from './fetch-button.tsx'
import { ProblemHeading } from './problem-heading.tsx'
import { isNotWhitelisted, WhitelistDoctor } from './whitelist-doctor.tsx'

/** A failed fetch and no living token: the failure is what the panel is about. */
export function TokenFailure({
  account,
  failure,
  fetching,
}: {
  account: AccountView
  failure: Failure
  fetching: boolean
}) {
  return (
    <div className="grid max-h-[64vh] gap-3.5 overflow-y-auto px-5 pt-4.5 pb-3 wide:gap-4.5 wide:pt-6 wide:pb-5">
      {isNotWhitelisted(failure) ? (
        <WhitelistDoctor account={account} problem={failure} fetching={fetching} />
      ) : (
        <OtherProblem accountId={account.id} failure={failure} fetching={fetching} />
      )}
      <Evidence failure={failure} />
    </div>
  )
}

function OtherProblem({ accountId, failure, fetching }: { accountId: string; failure: Failure; fetching: boolean }) {
  const { title, why, todo } = useProblemText()(failure)
  return (
    <>
      <ProblemHeading icon={OctagonAlert} title={title} why={why} />
      <p className="max-w-170 text-read text-pretty wide:ml-12.5">{todo}</p>
      <div className="flex items-center gap-2 wide:ml-12.5">
        <FetchTokenButton accountId={accountId} fetching={fetching} />
      </div>
    </>
  )
}

/** What WeChat itself can be asked with, and what was really sent. */
function Evidence({ failure }: { failure: Failure }) {
  const { t } = useTranslation(['token', 'exchange'])
  const { openExchange } = usePage()
  const rid = failure.code === 'wechat' ? failure.rid : undefined
  const exchangeId = 'exchangeId' in failure ? failure.exchangeId : undefined
  if (rid === undefined && exchangeId === undefined) return null
  return (
    <div className="flex flex-wrap items-center gap-x-4 text-small text-text-3">
      {rid !== undefined && (
        <span>
          {t('failure.rid')} <span className="mono text-text-2 select-all">{rid}</span>
        </span>
      )}
      {exchangeId !== undefined && (
        <Button variant="plain" size="s" className="-ml-2.5" onClick={() => openExchange(exchangeId)}>
          {t('exchange:open')}
        </Button>
      )}
    </div>
  )
}
