import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '../../../contract/exchange.ts'
import { formatDuration, formatSize } from '../../ui/format.ts'
import { useFormat } from '../../ui/use-format.ts'
import type { RowProps } from '../../ui/virtual-list.tsx'
import { Outcome } from './outcome.tsx'
import { PhaseBar } from './phase-bar.tsx'

/** The columns of rows and heading; wider where a date stands before the time. */
const columns = {
  today:
    'grid-cols-[78px_36px_minmax(0,1fr)_56px_60px] gap-x-2 wide:grid-cols-[86px_44px_minmax(0,1fr)_104px_56px_66px] wide:gap-x-2.5',
  dated:
    'grid-cols-[78px_36px_minmax(0,1fr)_56px_104px] gap-x-2 wide:grid-cols-[86px_44px_minmax(0,1fr)_104px_56px_112px] wide:gap-x-2.5',
}
export type Columns = keyof typeof columns

const row = 'grid items-center px-3 text-small'

export function ExchangeHeading({ look }: { look: Columns }) {
  const { t } = useTranslation('exchange')
  return (
    <div aria-hidden className={clsx(row, columns[look], 'mx-1 h-6 shrink-0 text-micro text-text-3 wide:mx-2')}>
      <span>{t('column.result')}</span>
      <span />
      <span>{t('column.path')}</span>
      <span className="text-right">{t('column.total')}</span>
      <span className="hidden text-right wide:block">{t('column.size')}</span>
      <span className="text-right">{t('column.time')}</span>
    </div>
  )
}

export function ExchangeRow({
  exchange,
  look,
  rowProps,
  onOpen,
}: {
  exchange: ExchangeSummary
  look: Columns
  rowProps: RowProps
  onOpen(): void
}) {
  const { time } = useFormat()
  const { outcome, method, path, phases, size, startedAt } = exchange
  return (
    <button
      type="button"
      {...rowProps}
      onClick={onOpen}
      className={clsx(
        row,
        columns[look],
        'size-full rounded-2 text-left -outline-offset-2 hover:bg-surface-2 focus-visible:bg-surface-3',
      )}
    >
      <Outcome outcome={outcome} />
      <span className="mono text-[11px] text-text-3">{method}</span>
      <span className="mono truncate">{path}</span>
      <span className="flex items-center justify-end gap-2 tabular-nums wide:justify-between">
        <span className="hidden wide:flex">
          <PhaseBar phases={phases} />
        </span>
        <span className="whitespace-nowrap">{phases ? formatDuration(phases.total) : '–'}</span>
      </span>
      <span className="hidden text-right whitespace-nowrap text-text-3 tabular-nums wide:block">
        {size === undefined ? '–' : formatSize(size)}
      </span>
      <span className="text-right whitespace-nowrap text-text-3 tabular-nums">{time(startedAt)}</span>
    </button>
  )
}
