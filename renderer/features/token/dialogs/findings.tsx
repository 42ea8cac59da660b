import { CircleCheck, CircleQuestionMark, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Diagnosis, Verdict } from '#contract/token.ts'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { useEvidenceText } from './evidence-text.ts'

const signs: Partial<Record<Verdict, { icon: IconType; className: string }>> = {
  works: { icon: CircleCheck, className: 'text-life-live' },
  unknown: { icon: CircleQuestionMark, className: 'text-text-3' },
}
const bad = { icon: CircleX, className: 'text-life-expired' }

/** Two moments in the same minute are one. */
const SAME_MS = 60_000

/** The verdict in words, and everything it rests on. */
export function Findings({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  const textOf = useEvidenceText()
  const { verdict, between, evidence } = diagnosis
  const sign = signs[verdict] ?? bad
  return (
    <div className="flex flex-col gap-3.5">
      <div role="status" className="flex items-start gap-2.5 text-read">
        <Icon of={sign.icon} size="l" className={`mt-0.5 ${sign.className}`} />
        <p className="min-w-0">
          <b className="font-title">{t(`diagnosis.verdict.${verdict}`)}</b>{' '}
          {between &&
            (between.to - between.from < SAME_MS
              ? t('diagnosis.at', { time: time(between.to) })
              : t('diagnosis.between', { from: time(between.from), to: time(between.to) }))}{' '}
          <span className="text-text-2">{t(`diagnosis.advice.${verdict}`)}</span>
        </p>
      </div>
      <section aria-label={t('diagnosis.evidence')}>
        <h3 className="mb-1 text-small font-strong text-text-2">{t('diagnosis.evidence')}</h3>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] border-t border-border">
          {evidence.map((one) => {
            const { name, text } = textOf(one)
            return (
              <div
                key={`${name} ${text}`}
                className="col-span-2 grid grid-cols-subgrid gap-x-5 border-b border-border py-1.5 last:border-b-0"
              >
                <dt className="text-text-3">{name}</dt>
                <dd className="tabular-nums wrap-anywhere">{text}</dd>
              </div>
            )
          })}
        </dl>
      </section>
    </div>
  )
}
