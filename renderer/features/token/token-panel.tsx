import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import type { TokenState, TokenView } from '../../../contract/token.ts'
import { useAction } from '../../actions/registry.ts'
import type { Failure } from '../../bridge/failure.ts'
import { type Stamped, useAccountSnapshot, useSnapshot } from '../../bridge/stores.ts'
import { usePage } from '../../page-context.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Region } from '../../ui/region.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { SecretNeeded } from '../accounts/secret-needed.tsx'
import { tokenFetch, useAccountCall } from './account-call.ts'
import { Announcer } from './announcer.tsx'
import { ClassicDialog } from './classic-dialog.tsx'
import { ClockFace } from './clock-face.tsx'
import { stateNow } from './countdown.ts'
import { OVERLAP_MS } from './dial.ts'
import { FetchTokenButton } from './fetch-button.tsx'
import { isAlive, type Life, lifeOf } from './life.ts'
import { MaskedToken, TokenBox } from './masked-token.tsx'
import { NextSteps } from './next-steps.tsx'
import { StateSentence } from './state-sentence.tsx'
import { TokenDial } from './token-dial.tsx'
import { TokenFacts } from './token-facts.tsx'
import { TokenFailure } from './token-failure.tsx'
import { useHostLost, useStepsLeft } from './use-countdown.ts'

/** The account's token: how long it lives, what it is, and the one way to get another. */
export function TokenPanel({ account }: { account: AccountView }) {
  const { t } = useTranslation('token')
  const snapshot = useAccountSnapshot('token', account.id)
  useAction('token.fetch', () => void tokenFetch.run(account.id))
  return (
    <Region label={t('region')}>
      {snapshot && <Panel key={account.id} account={account} {...snapshot} />}
      <ClassicDialog account={account} call={tokenFetch} />
    </Region>
  )
}

function Panel({ account, value: view, receivedAt }: { account: AccountView } & Stamped<TokenView>) {
  const reading = { remainingMs: view.remainingMs, receivedAt }
  const state = stateNow(view.state, useStepsLeft(reading, OVERLAP_MS))
  const fetching = view.fetchingForMs !== undefined
  const life = lifeOf(state, fetching, account.origin.kind === 'sandbox')
  const failure = useFailure(account.id, view)
  const failed = failure !== undefined && !isAlive(state) && failure.code !== 'secret-needed'
  return (
    <>
      {failed ? (
        <TokenFailure account={account} failure={failure} fetching={fetching} />
      ) : (
        <Living account={account} view={view} receivedAt={receivedAt} state={state} life={life} failure={failure} />
      )}
      <Announcer life={life} reading={reading} />
    </>
  )
}

/** What WeChat or the network answered is in the snapshot; what the host never recorded is known to the call only. */
function useFailure(accountId: string, view: TokenView): Failure | undefined {
  const { failure } = useAccountCall(tokenFetch, accountId)
  if (view.lastFailure) return view.lastFailure.problem
  const unrecorded = failure && !('exchangeId' in failure)
  return unrecorded ? failure : undefined
}

interface LivingProps {
  account: AccountView
  view: TokenView
  receivedAt: number
  state: TokenState
  life: Life
  failure: Failure | undefined
}

function Living({ account, view, receivedAt, state, life, failure }: LivingProps) {
  const lost = useHostLost()
  return (
    <div
      data-life={life === 'fetching' ? 'none' : life}
      className="grid grid-cols-[172px_minmax(0,1fr)] items-start gap-x-6 px-5 py-4 wide:grid-cols-[256px_minmax(0,1fr)] wide:gap-x-7 wide:pt-5.5"
    >
      <div className={`relative size-43 -ml-1.5 wide:size-64 ${lost ? 'opacity-50' : ''}`}>
        <TokenDial view={view} receivedAt={receivedAt} state={state} fetching={life === 'fetching'} />
        <ClockFace view={view} receivedAt={receivedAt} state={state} life={life} lost={lost} />
      </div>
      {account.secret === 'held' ? (
        <Words account={account} view={view} receivedAt={receivedAt} state={state} life={life} failure={failure} />
      ) : (
        <SecretNeeded account={account} />
      )}
      <NextSteps account={account} view={view} />
    </div>
  )
}

function Words({ account, view, receivedAt, state, life, failure }: LivingProps) {
  const { t } = useTranslation('token')
  const settings = useSnapshot('settings')
  return (
    <div className="flex min-w-0 flex-col gap-2.5 wide:gap-3">
      <StateSentence
        view={view}
        receivedAt={receivedAt}
        state={state}
        life={life}
        limitSeconds={settings?.value.timeoutSeconds ?? 0}
        instead={failure && <FailureNote view={view} failure={failure} />}
      />
      {view.masked === undefined ? (
        <TokenBox>
          <span className="text-text-3">{t('value.none')}</span>
        </TokenBox>
      ) : (
        <MaskedToken key={view.masked} accountId={account.id} masked={view.masked} />
      )}
      <TokenFacts account={account} view={view} state={state} />
      <div className="flex items-center gap-2">
        <FetchTokenButton accountId={account.id} fetching={view.fetchingForMs !== undefined} />
      </div>
    </div>
  )
}

/** A renewal failed while the token lives on. */
function FailureNote({ view, failure }: { view: TokenView; failure: Failure }) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  const { openExchange } = usePage()
  return (
    <ProblemNote
      className="mt-0.5 py-1"
      failure={failure}
      onOpenExchange={openExchange}
      holds={view.lastFailure && t('failure.still', { time: time(view.lastFailure.at) })}
    />
  )
}
