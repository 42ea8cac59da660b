import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '../../../contract/exchange.ts'
import { useSnapshot } from '../../bridge/stores.ts'
import { formatDuration } from '../../ui/format.ts'
import { Region, RegionHeader } from '../../ui/region.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { useWide } from '../../ui/use-wide.ts'
import { type RowProps, VirtualList } from '../../ui/virtual-list.tsx'
import { Outcome } from './outcome.tsx'

const ROW_HEIGHT = 54

/** The account's other exchanges, beside the one in view; only where there is room. */
export function SideList({
  accountId,
  currentId,
  onOpen,
}: {
  accountId: string
  currentId: number
  onOpen(id: number): void
}) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const wide = useWide()
  const exchanges = useSnapshot('exchange')?.value.filter((one) => one.accountId === accountId) ?? []
  if (!wide) return null
  return (
    <Region label={t('region')} className="border-r border-border">
      <RegionHeader title={t('region')} count={count(exchanges.length)} />
      <VirtualList items={exchanges} keyOf={({ id }) => id} rowHeight={ROW_HEIGHT} label={t('region')}>
        {(exchange, rowProps) => (
          <SideRow
            exchange={exchange}
            current={exchange.id === currentId}
            rowProps={rowProps}
            onOpen={() => onOpen(exchange.id)}
          />
        )}
      </VirtualList>
    </Region>
  )
}

function SideRow({
  exchange,
  current,
  rowProps,
  onOpen,
}: {
  exchange: ExchangeSummary
  current: boolean
  rowProps: RowProps
  onOpen(): void
}) {
  const { time } = useFormat()
  const { outcome, method, path, phases, startedAt } = exchange
  return (
    <button
      type="button"
      {...rowProps}
      aria-current={current}
      onClick={onOpen}
      className={clsx(
        'grid h-13 w-full grid-cols-[minmax(0,1fr)_auto] content-center gap-x-2 gap-y-0.5 rounded-2 px-3 text-left text-small -outline-offset-2',
        current ? 'bg-surface-3' : 'hover:bg-surface-2',
      )}
    >
      <span className="mono truncate">{path.replace(/^\/cgi-bin\//, '')}</span>
      <span className="text-right whitespace-nowrap tabular-nums">{phases ? formatDuration(phases.total) : '–'}</span>
      <span className="flex items-center gap-2">
        <Outcome outcome={outcome} />
        <span className="mono text-[11px] text-text-3">{method}</span>
      </span>
      <span className="text-right whitespace-nowrap text-text-3 tabular-nums">{time(startedAt)}</span>
    </button>
  )
}
