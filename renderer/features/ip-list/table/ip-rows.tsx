import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpEntry } from '#contract/ip-list.ts'
import { shownText } from '#contract/pure/text/shown-text.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { type RowProps, VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
import { ChangeBadge, EntryMarks, EntryText, useAddressCount, useCopyEntry } from './entry.tsx'
import type { Row } from './rows.ts'

/** The entries; a press copies one. */
export function IpRows({ rows, revealKey }: { rows: Row[]; revealKey: string | undefined }) {
  const { t } = useTranslation('ipList')
  const rowHeight = useWide() ? 28 : 26
  const addressCount = useAddressCount()
  const copy = useCopyEntry()
  return (
    <VirtualList
      key={rowHeight}
      items={rows}
      keyOf={({ entry }) => entry.raw}
      rowHeight={rowHeight}
      label={t('entries')}
      revealKey={revealKey}
      inPlace
    >
      {(row, rowProps) => (
        <IpRow
          row={row}
          rowProps={rowProps}
          marked={row.entry.raw === revealKey}
          name={t('copyOne', { entry: shownText(row.entry.raw) })}
          addresses={addressCount(row.entry.addresses)}
          onCopy={copy}
        />
      )}
    </VirtualList>
  )
}

function IpRow({
  row,
  rowProps,
  marked,
  name,
  addresses,
  onCopy,
}: {
  row: Row
  rowProps: RowProps
  marked: boolean
  name: string
  addresses: string
  onCopy(entry: IpEntry): Promise<void>
}) {
  const { entry, change } = row
  return (
    <button
      type="button"
      {...rowProps}
      aria-label={name}
      aria-current={marked}
      onClick={() => void onCopy(entry)}
      className="group flex size-full items-center gap-2 rounded-2 px-3 text-left -outline-offset-2 hover:bg-surface-2 aria-[current=true]:bg-surface-3"
    >
      <EntryText row={row} />
      {change && <ChangeBadge change={change} />}
      <EntryMarks entry={entry} />
      <Icon
        of={Copy}
        size="s"
        className="ml-auto text-text-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
      />
      <span className="text-small text-text-3 tabular-nums">{addresses}</span>
    </button>
  )
}
