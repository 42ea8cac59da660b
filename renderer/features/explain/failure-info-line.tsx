import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FailureInfo } from '#contract/pure/explain/failure-info.ts'

/** What kind of failure it is, who can act, and whether trying again helps: in one line. */
export function FailureInfoLine({ info }: { info: FailureInfo }) {
  const { t } = useTranslation('explain')
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-0.5">
      <Fact name={t('fact.class')}>{t(`class.${info.class}`)}</Fact>
      <Fact name={t('fact.who')}>{t(`who.${info.who}`)}</Fact>
      <Fact name={t('fact.again')}>{t(`again.${info.again}`)}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-text-3">{name}</dt>
      <dd className="font-strong">{children}</dd>
    </div>
  )
}
