import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { type ListId, usePage } from '#renderer/model/page-context.ts'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { FilterInput } from '#renderer/ui/layout/filter-input.tsx'
import { Region, RegionHeader } from '#renderer/ui/layout/region.tsx'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
import { Outcome } from '#renderer/ui/problem/outcome.tsx'
import { formatDuration } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { PinMark } from './exchange-row.tsx'
import { useAccountNames, useFilter } from './list-filter.ts'

const ROW_HEIGHT = 54

/** The list that the exchange in view was chosen in, beside it; only where there is room. */
export function SideList({
  listId,
  exchanges,
  currentId,
}: {
  listId: ListId
  exchanges: ExchangeSummary[]
  currentId: number
}) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const { openExchange } = usePage()
  const { filter, change } = useFilter(listId)
  const { nameOf } = useAccountNames()
  const wide = useWide()
  if (!wide) return null
  return (
    <Region label={t('region')} className="border-r border-border">
      <RegionHeader title={t('region')} count={count(exchanges.length)} />
      <FilterInput
        label={t('filter.text')}
        value={filter.text}
        onChange={(text) => change({ text })}
        className="mx-3 mb-2 shrink-0"
      />
      {exchanges.length === 0 ? (
        <EmptyState title={t('noMatch')} />
      ) : (
        <VirtualList
          items={exchanges}
          keyOf={({ id }) => id}
          rowHeight={ROW_HEIGHT}
          label={t('region')}
          revealKey={currentId}
        >
          {(exchange, rowProps) => (
            <button
              type="button"
              {...rowProps}
              aria-current={exchange.id === currentId}
              onClick={() => openExchange(exchange.id)}
              className="grid h-13 w-full grid-cols-[minmax(0,1fr)_auto] content-center gap-x-2 gap-y-0.5 rounded-2 px-3 text-left text-small -outline-offset-2 hover:bg-surface-2 aria-[current=true]:bg-surface-3"
            >
              <RowCells exchange={exchange} account={listId === 'all' ? nameOf(exchange.accountId) : undefined} />
            </button>
          )}
        </VirtualList>
      )}
    </Region>
  )
}

/** `account`: the name of its account, where accounts are mixed. */
function RowCells({ exchange, account }: { exchange: ExchangeSummary; account: string | undefined }) {
  const { time } = useFormat()
  const { outcome, method, path, phases, startedAt, pinned } = exchange
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <span className="mono truncate">{path.replace(/^\/cgi-bin\//, '')}</span>
        {pinned && <PinMark />}
      </span>
      <span className="text-right whitespace-nowrap tabular-nums">{phases ? formatDuration(phases.total) : '–'}</span>
      <span className="flex min-w-0 items-center gap-2">
        <Outcome outcome={outcome} />
        {account === undefined ? (
          <span className="mono text-[11px] text-text-3">{method}</span>
        ) : (
          <span className="truncate text-text-3">{account}</span>
        )}
      </span>
      <span className="text-right whitespace-nowrap text-text-3 tabular-nums">{time(startedAt)}</span>
    </>
  )
}
