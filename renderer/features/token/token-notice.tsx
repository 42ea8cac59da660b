import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#contract/problem.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { isAlive } from '#renderer/model/token-state.ts'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { ShownToken } from './clock/shown-token.ts'

interface Props extends ShownToken {
  failure: Failure | undefined
  onReplaceSecret(): void
}

/** What matters more than what follows from the token's state; `undefined` when nothing does. */
export function tokenNotice(props: Props): ReactNode | undefined {
  const { view, probe } = props
  const stopped = view.renewal.state === 'stopped' ? view.renewal.problem : undefined
  const failure = props.failure ?? probe.failure ?? stopped
  if (failure) return <FailureNote {...props} failure={failure} />
  return probe.acceptedAt === undefined ? undefined : <Accepted at={probe.acceptedAt} />
}

function Accepted({ at }: { at: number }) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  return <span role="status">{t('probe.accepted', { time: time(at) })}</span>
}

/** A call failed while the token lives on: what still holds, and what a stopped auto-renew waits for. */
function FailureNote({ account, view, state, failure, onReplaceSecret }: Props & { failure: Failure }) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  const { openExchange, openWhitelist } = usePage()
  const stopped = view.renewal.state === 'stopped'
  return (
    <ProblemNote
      className="mt-0.5 py-1"
      failure={failure}
      onOpenExchange={openExchange}
      onOpenDoctor={() => openWhitelist(account.id)}
      holds={
        (stopped || view.lastFailure) &&
        isAlive(state) && (
          <>
            {stopped
              ? t('autoRenew.stoppedThen')
              : view.lastFailure && t('failure.still', { time: time(view.lastFailure.at) })}{' '}
            {stopped && isAboutSecret(failure) && <ReplaceSecret onPress={onReplaceSecret} />}
          </>
        )
      }
    />
  )
}

const secretCodes = new Set([40001, 40125])

function isAboutSecret(failure: Failure): boolean {
  return failure.code === 'wechat' && failure.endpoint === 'token' && secretCodes.has(failure.errcode)
}

function ReplaceSecret({ onPress }: { onPress(): void }) {
  const { t } = useTranslation('token')
  return (
    <button type="button" className="rounded-1 font-strong whitespace-nowrap underline" onClick={onPress}>
      {t('autoRenew.replaceSecret')}
    </button>
  )
}
