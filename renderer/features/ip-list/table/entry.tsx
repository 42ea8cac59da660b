import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpEntry } from '#contract/ip-list.ts'
import { Badge } from '#renderer/ui/controls/pill.tsx'
import { copyText } from '#renderer/ui/feedback/copied.ts'
import { ShownText } from '#renderer/ui/text/shown-text.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { Row } from './rows.ts'

/** An entry as received, its prefix quieter; struck through when it is gone. */
export function EntryText({ row: { entry, change } }: { row: Row }) {
  if (entry.kind === 'unparsable')
    return (
      <span className="mono min-w-0 truncate">
        <ShownText text={entry.raw} />
      </span>
    )
  const [address, prefix] = entry.raw.split('/')
  return (
    <span className={`mono whitespace-nowrap ${change === 'gone' ? 'text-text-3 line-through' : ''}`}>
      {address !== undefined && <ShownText text={address} />}
      {prefix !== undefined && (
        <span className="text-text-3">
          /<ShownText text={prefix} />
        </span>
      )}
    </span>
  )
}

/** That an entry could not be read, and how often it came. Most have nothing to say. */
export function EntryMarks({ entry: { kind, times } }: { entry: IpEntry }) {
  return (
    <>
      {kind === 'unparsable' && <Unparsable />}
      {times > 1 && <Badge>×{times}</Badge>}
    </>
  )
}

function Unparsable() {
  const { t } = useTranslation('ipList')
  return <Badge tone="warn">{t('unparsable')}</Badge>
}

export function ChangeBadge({ change }: { change: NonNullable<Row['change']> }) {
  const { t } = useTranslation('ipList')
  return change === 'new' ? (
    <Badge tone="good" icon={Plus}>
      {t('change.new')}
    </Badge>
  ) : (
    <Badge tone="bad" icon={X}>
      {t('change.gone')}
    </Badge>
  )
}

/** How an entry in an unusual spelling is read, or why it is not. */
export function useReading(): (entry: IpEntry) => string | undefined {
  const { t } = useTranslation('ipList')
  return ({ unusual, readAs = '' }) => unusual && t(`unusual.${unusual}`, { readAs })
}

/** A power of two is written as one where it would be longer than an address. */
export function useAddressCount(): (addresses: number | undefined) => string {
  const { count } = useFormat()
  return (addresses) => {
    if (addresses === undefined) return ''
    return addresses > 2 ** 32 ? `2^${Math.log2(addresses)}` : count(addresses)
  }
}

/** Puts one entry on the clipboard, as received. */
export function useCopyEntry(): (entry: Pick<IpEntry, 'raw'>) => Promise<void> {
  const { t } = useTranslation('ipList')
  return ({ raw }) => copyText(raw, t('copiedOne'))
}
