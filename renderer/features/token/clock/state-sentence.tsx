import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { Diagnosis } from '#contract/token.ts'
import { client } from '#renderer/bridge/client.ts'
import type { Reading } from '#renderer/model/clock/countdown.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { ShownToken } from './shown-token.ts'

const MINUTE_MS = 60_000

interface Props extends ShownToken {
  /** Seconds a request may take. */
  limitSeconds: number
  /** Said in place of the consequence. */
  instead?: ReactNode
}

/** The verdict, then what follows from it. Holds two lines, so that nothing below moves when it changes. */
export function StateSentence(props: Props) {
  return (
    <div className="min-h-10 text-pretty text-text-2 wide:min-h-[calc(22px+2*var(--lh-read))] wide:text-read">
      <b className="font-title text-text wide:block wide:text-[15px] wide:tracking-title">
        <Verdict {...props} />
      </b>{' '}
      {props.instead ?? <Consequence {...props} />}
    </div>
  )
}

function Verdict({ view, receivedAt, state, status }: Props) {
  const { t } = useTranslation('token')
  if (status === 'unverified') return view.state === 'unverified' && t(`unverified.${view.reason}`)
  if (view.tokenSource.kind === 'pasted' && status === 'none') return t('say.pastedNone')
  if (state === 'expiring') return <EndsIn remainingMs={view.life?.remainingMs ?? 0} receivedAt={receivedAt} />
  if (view.state === 'superseded') return <WhyRefused key={view.refused.at} accountId={view.accountId} />
  return t(`say.${status}`)
}

/** What is known of it without asking WeChat again; how it is known is one press away. */
function WhyRefused({ accountId }: { accountId: string }) {
  const { t } = useTranslation('token')
  const [verdict, setVerdict] = useState<Diagnosis['verdict']>()
  useEffect(() => {
    const leaving = new AbortController()
    client.token.diagnose({ accountId, probe: false }, { signal: leaving.signal }).then(
      (diagnosis) => setVerdict(diagnosis.verdict),
      // Without a verdict the sentence says what is certain.
      () => {},
    )
    return () => leaving.abort()
  }, [accountId])
  if (verdict === undefined || verdict === 'unknown') return t('say.refused')
  return verdict === 'superseded-by-other' ? t('say.superseded') : t(`diagnosis.verdict.${verdict}`)
}

/** Said again each minute. */
function EndsIn(reading: Reading) {
  const { t } = useTranslation('token')
  return t('say.expiring', { count: useStepsLeft(reading, MINUTE_MS) })
}

function Consequence({ view, state, status, limitSeconds }: Props) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  const pasted = view.tokenSource.kind === 'pasted'
  const stable = !pasted && !sourceTraits(view.tokenSource).harmsProduction
  if (status === 'fetching') return t('say.fetchingLimit', { seconds: limitSeconds })
  switch (state) {
    case 'none':
      if (pasted) return t('say.pastedNoneThen')
      return t(stable ? 'say.noneStable' : 'say.noneClassic')
    case 'expiring':
      if (pasted) return t('say.pasted')
      return t(stable ? 'say.expiringStable' : 'say.expiringClassic')
    case 'expired':
      return t(pasted ? 'say.pastedExpired' : 'say.expiredThen')
    case 'superseded':
      return view.state === 'superseded' && t('say.supersededThen', { time: time(view.refused.at) })
    case 'unverified':
      return view.state === 'unverified' && t(`unverified.${view.reason}Then`)
    case 'live':
      if (pasted) return t(view.life ? 'say.pasted' : 'say.endUnknown')
      if (view.sameAsBefore) return t('say.liveSame')
      if (status === 'sandbox') return t('say.sandboxThen')
      return t(stable ? 'say.liveStable' : 'say.liveClassic')
  }
}
