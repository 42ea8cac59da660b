import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readRid } from '#contract/pure/explain/rid.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { ExternalLink } from '#renderer/ui/problem/external-link.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { DIAGNOSIS_URL } from './links.ts'

/** A request id, and what it says by itself: when, how long ago, and until when WeChat can be asked about it. */
export function RidLine({
  rid,
  now,
  stacked = false,
  onLookUp,
  children,
}: {
  rid: string
  /** Epoch ms on the account's clock. */
  now: number
  /** Line by line, for a narrow column. */
  stacked?: boolean
  onLookUp?(rid: string): void
  /** Further things to do, before its own. */
  children?: ReactNode
}) {
  const { t } = useTranslation('explain')
  const { time, minute } = useFormat()
  const facts = readRid(rid, now)
  if (!facts) return null
  return (
    <div className={stacked ? 'grid gap-1' : 'flex flex-wrap items-center gap-x-2.5 gap-y-0.5'}>
      <span className="inline-flex items-center gap-1">
        {!stacked && <span className="mr-0.5 text-text-3">{t('fact.rid')}</span>}
        <span className="mono whitespace-nowrap select-all">{rid}</span>
        <CopyButton compact text={rid} label={t('rid.copy')} done={t('rid.copied')} />
      </span>
      <span className="text-text-2 tabular-nums">
        {t('rid.at', { time: time(facts.at), age: ageText(t, facts.ageMs) })} ·{' '}
        {t(`rid.${facts.state}`, { until: minute(facts.findableUntil) })}
      </span>
      <span className="flex w-full flex-wrap items-center gap-2.5">
        {children}
        {onLookUp && facts.state === 'findable' && (
          <Button size="s" onClick={() => onLookUp(rid)}>
            {t('rid.lookUp')}
          </Button>
        )}
        <ExternalLink url={DIAGNOSIS_URL}>{t('rid.diagnosis')}</ExternalLink>
      </span>
    </div>
  )
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `12 s`, `3 min`, `5 h`, `3 d 4 h`. */
function ageText(t: TFunction<'explain'>, ms: number): string {
  if (ms < MINUTE) return t('age.seconds', { n: Math.floor(ms / 1000) })
  if (ms < HOUR) return t('age.minutes', { n: Math.floor(ms / MINUTE) })
  if (ms < DAY) return t('age.hours', { n: Math.floor(ms / HOUR) })
  return t('age.days', { n: Math.floor(ms / DAY), h: Math.floor((ms % DAY) / HOUR) })
}
