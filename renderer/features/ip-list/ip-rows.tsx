import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpEntry } from '../../../contract/ip-list.ts'
import { Icon } from '../../ui/icon.tsx'
import { Badge } from '../../ui/pill.tsx'
import { useCopiedToast } from '../../ui/toast.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { useWide } from '../../ui/use-wide.ts'
import { type RowProps, VirtualList } from '../../ui/virtual-list.tsx'

/** The entries; a press copies one. */
export function IpRows({ entries }: { entries: IpEntry[] }) {
  const { t } = useTranslation('ipList')
  const rowHeight = useWide() ? 28 : 26
  return (
    <VirtualList key={rowHeight} items={entries} keyOf={({ raw }) => raw} rowHeight={rowHeight} label={t('entries')}>
      {(entry, row) => <IpRow entry={entry} row={row} />}
    </VirtualList>
  )
}

function IpRow({ entry, row }: { entry: IpEntry; row: RowProps }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const copied = useCopiedToast()
  const [address, prefix] = entry.raw.split('/')
  const copy = async () => {
    await navigator.clipboard.writeText(entry.raw)
    copied(t('copiedOne'))
  }
  return (
    <button
      type="button"
      {...row}
      aria-label={t('copyOne', { entry: entry.raw })}
      onClick={() => void copy()}
      className="group flex size-full items-center gap-2 rounded-2 px-3 text-left -outline-offset-2 hover:bg-surface-2"
    >
      {entry.kind === 'unparsable' ? (
        <span className="mono min-w-0 truncate">{entry.raw}</span>
      ) : (
        <span className="mono whitespace-nowrap">
          {address}
          {prefix !== undefined && <span className="text-text-3">/{prefix}</span>}
        </span>
      )}
      {entry.kind === 'unparsable' && <Badge tone="warn">{t('unparsable')}</Badge>}
      {entry.times > 1 && <Badge>×{entry.times}</Badge>}
      <Icon
        of={Copy}
        size="s"
        className="ml-auto text-text-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
      />
      {entry.addresses !== undefined && (
        <span className="text-small text-text-3 tabular-nums">{count(entry.addresses)}</span>
      )}
    </button>
  )
}
