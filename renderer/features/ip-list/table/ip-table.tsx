import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shownText } from '#contract/pure/text/shown-text.ts'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { ChangeBadge, EntryMarks, EntryText, useAddressCount, useCopyEntry, useReading } from './entry.tsx'
import { rangeOf } from './place.ts'
import type { Row } from './rows.ts'

const columns =
  'grid grid-cols-[minmax(0,6fr)_72px_minmax(0,5fr)_88px] items-center gap-x-3 px-3 wide:grid-cols-[minmax(0,5fr)_92px_minmax(0,5fr)_110px_96px]'

/** `order` stands over the entries: it says in which order they are. */
export function IpTable({ rows, order, revealKey }: { rows: Row[]; order: ReactNode; revealKey: string | undefined }) {
  const { t } = useTranslation('ipList')
  const rowHeight = useWide() ? 32 : 30
  const wordsFor = useRowWords()
  const copy = useCopyEntry()
  return (
    <>
      <div className={clsx(columns, 'mx-1 h-10 shrink-0 text-small text-text-3 wide:mx-2')}>
        {order}
        <span aria-hidden>{t('column.change')}</span>
        <span aria-hidden>{t('column.range')}</span>
        <span aria-hidden className="text-right">
          {t('column.addresses')}
        </span>
        <span aria-hidden className="text-right max-wide:hidden">
          {t('column.firstSeen')}
        </span>
      </div>
      <VirtualList
        key={rowHeight}
        items={rows}
        keyOf={keyOf}
        rowHeight={rowHeight}
        label={t('entries')}
        revealKey={revealKey}
        inPlace
      >
        {(row, rowProps) => {
          const words = wordsFor(row)
          return (
            <button
              type="button"
              {...rowProps}
              aria-label={words.name}
              aria-description={words.description}
              aria-current={row.entry.raw === revealKey}
              onClick={() => void copy(row.entry)}
              className={clsx(
                columns,
                'size-full rounded-2 text-left -outline-offset-2 hover:bg-surface-2 aria-[current=true]:bg-surface-3',
              )}
            >
              <TableCells row={row} words={words} />
            </button>
          )
        }}
      </VirtualList>
    </>
  )
}

const keyOf = ({ entry }: Row) => entry.raw

type RowWords = ReturnType<ReturnType<typeof useRowWords>>

/** Found once for the whole table: a row that asks for its own words costs more than all that it draws. */
function useRowWords() {
  const { t } = useTranslation('ipList')
  const addressCount = useAddressCount()
  const reading = useReading()
  const { day } = useFormat()
  return ({ entry, place, change }: Row) => {
    const range = reading(entry) ?? (place && rangeOf(place)) ?? ''
    const addresses = addressCount(entry.addresses)
    return {
      name: t('copyOne', { entry: shownText(entry.raw) }),
      description: [change && t(`change.${change}`), range, addresses].filter(Boolean).join(', '),
      range,
      addresses,
      firstSeen: entry.firstSeen === undefined ? '' : day(entry.firstSeen),
    }
  }
}

function TableCells({ row, words }: { row: Row; words: RowWords }) {
  const { entry, change } = row
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <EntryText row={row} />
        <EntryMarks entry={entry} />
      </span>
      <span>{change && <ChangeBadge change={change} />}</span>
      <span className={clsx('truncate text-text-3', entry.unusual ? 'text-small' : 'mono')}>{words.range}</span>
      <span className="text-right tabular-nums">{words.addresses}</span>
      <span className="truncate text-right text-small text-text-3 tabular-nums max-wide:hidden">{words.firstSeen}</span>
    </>
  )
}
