import { OctagonAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { Failure } from '../../bridge/failure.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { FetchTokenButton } from './fetch-button.tsx'
import { OpenExchange } from './open-exchange.tsx'
import { ProblemHeading } from './problem-heading.tsx'
import { isNotWhitelisted, WhitelistDoctor } from './whitelist-doctor.tsx'

/** A failed fetch and no living token: the failure is what the panel is about. */
export function TokenFailure({
  account,
  failure,
  fetching,
  stopped,
}: {
  account: AccountView
  failure: Failure
  fetching: boolean
  /** Keep-alive will not try again by itself. */
  stopped: boolean
}) {
  const { t } = useTranslation('token')
  return (
    <div className="grid max-h-[64vh] gap-3.5 overflow-y-auto px-5 pt-4.5 pb-3 wide:gap-4.5 wide:pt-6 wide:pb-5">
      {isNotWhitelisted(failure) ? (
        <WhitelistDoctor account={account} problem={failure} fetching={fetching} />
      ) : (
        <OtherProblem accountId={account.id} failure={failure} fetching={fetching} />
      )}
      {stopped && <p className="text-small text-text-2">{t('keepAlive.stoppedThen')}</p>}
      <Rid failure={failure} />
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
function Rid({ failure }: { failure: Failure }) {
  const { t } = useTranslation('token')
  if (failure.code !== 'wechat' || failure.rid === undefined) return null
  return (
    <p className="text-small text-text-3">
      {t('failure.rid')} <span className="mono text-text-2 select-all">{failure.rid}</span>
    </p>
  )
}
