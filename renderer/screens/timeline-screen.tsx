import { ChartNoAxesGantt } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { TimelineView } from '#contract/timeline.ts'
import { useEscape } from '#renderer/actions/keyboard.ts'
import { type Stamped, useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { drawTimeline } from '#renderer/features/timeline/drawing.ts'
import { Legend } from '#renderer/features/timeline/shapes.tsx'
import { TimelineChart } from '#renderer/features/timeline/timeline-chart.tsx'
import { useAccountName } from '#renderer/model/accounts.ts'
import { useStepsSince } from '#renderer/model/clock/use-countdown.ts'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { Region } from '#renderer/ui/layout/region.tsx'
import { BackHeader } from '#renderer/ui/layout/sheet.tsx'
import { SkeletonRows } from '#renderer/ui/layout/skeleton.tsx'

/** The lives of an account's tokens in the last 24 hours, and what happened to them. */
export function TimelineScreen({ account, onBack }: { account: AccountView; onBack(): void }) {
  const { t } = useTranslation('timeline')
  const name = useAccountName()(account)
  const timeline = useAccountSnapshot('timeline', account.id)
  useEscape(onBack)
  return (
    <>
      <BackHeader back={t('back')} title={t('title')} about={name} onBack={onBack} />
      <Region label={t('region')} className="grow overflow-y-auto px-5 py-4 wide:py-5.5">
        <div data-life={account.origin.kind === 'sandbox' ? 'sandbox' : 'live'}>
          {timeline ? <Body key={account.id} {...timeline} /> : <SkeletonRows widths={[70, 55, 62]} />}
        </div>
      </Region>
    </>
  )
}

const MINUTE_MS = 60_000

function Body({ value: timeline, receivedAt }: Stamped<TimelineView>) {
  const { t } = useTranslation('timeline')
  const now = timeline.now + useStepsSince(receivedAt, MINUTE_MS) * MINUTE_MS
  const drawing = drawTimeline({ ...timeline, now })
  if (drawing.lanes.length === 0 && drawing.clock.length === 0) {
    return (
      <EmptyState icon={ChartNoAxesGantt} title={t('emptyTitle')}>
        {t('emptyWhy')}
      </EmptyState>
    )
  }
  return (
    <>
      <div className="mb-3 flex items-baseline gap-3">
        <h2 className="font-title">{t('span', { hours: drawing.hours })}</h2>
        <span className="text-small text-text-3">{t('hint')}</span>
      </div>
      <TimelineChart drawing={drawing} />
      <Legend />
    </>
  )
}
