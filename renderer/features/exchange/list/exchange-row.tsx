import { clsx } from 'clsx'
import { Pin, PinOff, Trash2 } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { PhaseBar } from '#renderer/features/exchange/phase-bar.tsx'
import { Badge } from '#renderer/ui/controls/pill.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import type { RowProps } from '#renderer/ui/layout/virtual-list.tsx'
import { Outcome } from '#renderer/ui/problem/outcome.tsx'
import { formatDuration, formatSize } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { ChangeExchanges } from './change-exchanges.ts'

/** The columns of rows and heading; wider where a date stands before the time, one more where accounts are mixed. */
const columns = {
  one: {
    today: 'grid-cols-[78px_36px_minmax(0,1fr)_56px_60px] wide:grid-cols-[86px_44px_minmax(0,1fr)_104px_56px_66px]',
    dated: 'grid-cols-[78px_36px_minmax(0,1fr)_56px_104px] wide:grid-cols-[86px_44px_minmax(0,1fr)_104px_56px_112px]',
  },
  all: {
    today:
      'grid-cols-[78px_36px_minmax(0,1fr)_132px_56px_60px] wide:grid-cols-[86px_44px_minmax(0,1fr)_180px_104px_56px_66px]',
    dated:
      'grid-cols-[78px_36px_minmax(0,1fr)_132px_56px_104px] wide:grid-cols-[86px_44px_minmax(0,1fr)_180px_104px_56px_112px]',
  },
}

export interface Look {
  /** Of one account, or of all and each row says which. */
  of: keyof typeof columns
  /** Whether a time has its date. */
  time: keyof typeof columns.one
}

const row = 'grid items-center gap-x-2 px-3 text-small wide:gap-x-2.5'

export function ExchangeHeading({ look }: { look: Look }) {
  const { t } = useTranslation('exchange')
  return (
    <div
      aria-hidden
      className={clsx(
        row,
        columns[look.of][look.time],
        'mx-1 h-6 shrink-0 text-micro text-text-3 wide:mx-2',
        look.of === 'all' && 'mt-1 wide:mt-2',
      )}
    >
      <span>{t('column.result')}</span>
      <span />
      <span>{t('column.path')}</span>
      {look.of === 'all' && <span>{t('column.account')}</span>}
      <span className="text-right">{t('column.total')}</span>
      <span className="hidden text-right wide:block">{t('column.size')}</span>
      <span className="text-right">{t('column.time')}</span>
    </div>
  )
}

export function ExchangeRow({
  exchange,
  look,
  account,
  selected,
  rowProps,
  onPress,
  change,
}: {
  exchange: ExchangeSummary
  look: Look
  /** Name of its account, where accounts are mixed. */
  account?: string | undefined
  selected: boolean
  rowProps: RowProps
  onPress(event: MouseEvent): void
  change: ChangeExchanges
}) {
  const { t } = useTranslation('exchange')
  const { time } = useFormat()
  const { outcome, method, path, phases, size, startedAt, pinned } = exchange
  return (
    <div className="group relative size-full">
      <button
        type="button"
        {...rowProps}
        onClick={onPress}
        aria-keyshortcuts="P Delete X"
        className={clsx(
          row,
          columns[look.of][look.time],
          'size-full rounded-2 text-left -outline-offset-2',
          selected ? 'bg-surface-3' : 'group-hover:bg-surface-2 focus-visible:bg-surface-3',
        )}
      >
        <Outcome outcome={outcome} />
        <span className="mono text-[11px] text-text-3">{method}</span>
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="mono truncate">{path}</span>
          {pinned && <PinMark />}
          {exchange.unsaved && <Badge tone="warn">{t('unsaved')}</Badge>}
          {selected && <span className="sr-only">{t('selection.selected')}</span>}
        </span>
        {account !== undefined && <span className="truncate text-text-2">{account}</span>}
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
      <RowShortcuts exchange={exchange} change={change} selected={selected} />
    </div>
  )
}

/** For the mouse alone, over the end of the row it points at; the keyboard has P and Delete, and they are said there. */
function RowShortcuts({
  exchange,
  change,
  selected,
}: {
  exchange: ExchangeSummary
  change: ChangeExchanges
  selected: boolean
}) {
  const { t } = useTranslation('exchange')
  const button = 'grid size-7 place-items-center rounded-2 text-text-2 hover:bg-border-strong hover:text-text'
  return (
    <div
      aria-hidden
      // The focus stays where it is in the list.
      onMouseDown={(event) => event.preventDefault()}
      className={clsx(
        'absolute inset-y-0 right-1 hidden items-center pl-2 group-hover:flex',
        selected ? 'bg-surface-3' : 'bg-surface-2',
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        title={t(exchange.pinned ? 'unpin' : 'pin')}
        onClick={() => change.togglePin([exchange])}
        className={button}
      >
        <Icon of={exchange.pinned ? PinOff : Pin} size="s" />
      </button>
      {exchange.outcome.kind !== 'running' && (
        <button
          type="button"
          tabIndex={-1}
          title={t('delete')}
          onClick={() => change.remove([exchange])}
          className={button}
        >
          <Icon of={Trash2} size="s" />
        </button>
      )}
    </div>
  )
}

/** Marks an exchange that is never evicted. */
export function PinMark() {
  const { t } = useTranslation('exchange')
  return (
    <>
      <Icon of={Pin} size="s" className="text-text-2" />
      <span className="sr-only">{t('pinned')}</span>
    </>
  )
}
