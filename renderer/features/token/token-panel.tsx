import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { Failure } from '#contract/problem.ts'
import type { TokenView } from '#contract/token.ts'
import { useAction } from '#renderer/actions/registry.ts'
import { type Stamped, useAccountSnapshot, useSnapshot } from '#renderer/bridge/stores.ts'
import { useHostLost } from '#renderer/bridge/use-connection.ts'
import { isAlive, useTokenState } from '#renderer/model/token-state.ts'
import { useLastFailure } from '#renderer/model/use-last-failure.ts'
import type { WechatProblem } from '#renderer/model/whitelist-refusal.ts'
import { Region } from '#renderer/ui/layout/region.tsx'
import { Announcer } from './clock/announcer.tsx'
import { ClockFace } from './clock/clock-face.tsx'
import type { ShownToken } from './clock/shown-token.ts'
import { StateSentence } from './clock/state-sentence.tsx'
import { statusOf } from './clock/status.ts'
import { TokenDial } from './dial/token-dial.tsx'
import { ClassicDialog } from './dialogs/classic-dialog.tsx'
import { DiagnosisDialog } from './dialogs/diagnosis-dialog.tsx'
import { ForceDialog } from './dialogs/force-dialog.tsx'
import { tokenFetch, useFetchTokenAction } from './fetch/token-fetch.ts'
import { useProbe } from './fetch/use-probe.ts'
import { MaskedToken, TokenBox } from './masked-token.tsx'
import { NextSteps } from './next-steps.tsx'
import { PanelActions } from './panel-actions.tsx'
import { ClockSkew, TokenFacts } from './token-facts.tsx'
import { TokenFailure } from './token-failure.tsx'
import { tokenNotice } from './token-notice.tsx'

interface Props {
  account: AccountView
  /** Stands in place of the token's facts while there is no AppSecret to fetch with. */
  secretForm: ReactNode
  /** What to do about an IP that WeChat refused. */
  refusal(problem: WechatProblem): ReactNode
  onPaste(): void
  onReplaceSecret(): void
}

/** The account's token: how long it lives, what it is, and the one way to get another. */
export function TokenPanel(props: Props) {
  const { account } = props
  const { t } = useTranslation('token')
  const snapshot = useAccountSnapshot('token', account.id)
  return (
    <Region label={t('region')}>
      {snapshot && <Panel key={account.id} {...props} token={snapshot} />}
      <ClassicDialog account={account} command={tokenFetch(account.id)} />
    </Region>
  )
}

function Panel({ token, ...props }: Props & { token: Stamped<TokenView> }) {
  const { account, onPaste } = props
  const { value: view, receivedAt } = token
  const [dialog, setDialog] = useState<'force' | 'diagnose'>()
  const close = () => setDialog(undefined)
  const probe = useProbe(view)
  const reading = { remainingMs: view.life?.remainingMs ?? 0, receivedAt }
  const state = useTokenState(token)
  const fetching = view.fetchingForMs !== undefined
  const status = statusOf(state, fetching, account.origin.kind === 'sandbox')
  const failure = useLastFailure(tokenFetch(account.id), view.lastFailure)
  const pasted = account.tokenSource.kind === 'pasted'
  const failed = failure !== undefined && !isAlive(state) && failure.code !== 'secret-needed' && !pasted
  useFetchTokenAction(account.id, pasted ? onPaste : undefined)
  useAction('token.diagnose', () => setDialog('diagnose'))
  return (
    <>
      {failed ? (
        <TokenFailure
          account={account}
          failure={failure}
          fetching={fetching}
          stopped={view.renewal.waitsFor === 'person'}
          refusal={props.refusal}
        />
      ) : (
        <ActiveToken
          {...props}
          {...{ view, receivedAt, state, status, failure, probe }}
          onForce={() => setDialog('force')}
        />
      )}
      <Announcer status={status} reading={reading} />
      {dialog === 'force' && view.force && <ForceDialog {...token} force={view.force} onClose={close} />}
      {dialog === 'diagnose' && <DiagnosisDialog account={account} view={view} onClose={close} />}
    </>
  )
}

interface ActiveTokenProps extends Props, ShownToken {
  failure: Failure | undefined
  onForce(): void
}

function ActiveToken(props: ActiveTokenProps) {
  const { account, view, receivedAt, state, status, probe } = props
  const lost = useHostLost()
  return (
    <div
      data-life={status === 'fetching' ? 'none' : status}
      className="grid grid-cols-[172px_minmax(0,1fr)] items-start gap-x-6 px-5 py-4 wide:grid-cols-[256px_minmax(0,1fr)] wide:gap-x-7 wide:pt-5.5"
    >
      <div className={`relative size-43 -ml-1.5 wide:size-64 ${lost ? 'opacity-50' : ''}`}>
        <TokenDial view={view} receivedAt={receivedAt} state={state} fetching={status === 'fetching'} />
        <ClockFace {...props} lost={lost} />
      </div>
      {account.secret === 'held' || account.tokenSource.kind === 'pasted' ? (
        <StatusText {...props} />
      ) : (
        props.secretForm
      )}
      <NextSteps account={account} view={view} probe={probe} />
    </div>
  )
}

function StatusText(props: ActiveTokenProps) {
  const { account, view } = props
  const { t } = useTranslation('token')
  const settings = useSnapshot('settings')
  return (
    <div className="flex min-w-0 flex-col gap-2.5 wide:gap-3">
      <StateSentence {...props} limitSeconds={settings?.value.timeoutSeconds ?? 0} instead={tokenNotice(props)} />
      {view.state === 'none' ? (
        <TokenBox>
          <span className="text-text-3">
            {t(account.tokenSource.kind === 'pasted' ? 'value.nonePasted' : 'value.none')}
          </span>
        </TokenBox>
      ) : (
        <MaskedToken key={view.masked} accountId={account.id} masked={view.masked} />
      )}
      <TokenFacts {...props} />
      <PanelActions {...props} />
      <ClockSkew ms={view.clockSkewMs} />
    </div>
  )
}
