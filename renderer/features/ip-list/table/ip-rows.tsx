import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { shownText } from '#contract/pure/text/shown-text.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
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
        <button
          type="button"
          {...rowProps}
          aria-label={t('copyOne', { entry: shownText(row.entry.raw) })}
          aria-current={row.entry.raw === revealKey}
          onClick={() => void copy(row.entry)}
          className="group flex size-full items-center gap-2 rounded-2 px-3 text-left -outline-offset-2 hover:bg-surface-2 aria-[current=true]:bg-surface-3"
        >
          <EntryText row={row} />
          {row.change && <ChangeBadge change={row.change} />}
          <EntryMarks entry={row.entry} />
          <Icon
            of={Copy}
            size="s"
            className="ml-auto text-text-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
          />
          <span className="text-small text-text-3 tabular-nums">{addressCount(row.entry.addresses)}</span>
        </button>
      )}
    </VirtualList>
  )
}
