import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shownText } from '#contract/pure/text/shown-text.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCopyEntry } from '#renderer/features/ip-list/table/entry.tsx'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { Segmented } from '#renderer/ui/controls/segmented.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'
import { VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
import { ProblemPart } from '#renderer/ui/problem/problem-note.tsx'
import { ShownText } from '#renderer/ui/text/shown-text.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

type By = 'entries' | 'addresses'

/** What one version has that the other has not, as written or address by address. */
export function DiffView({ from, to }: { from: number; to: number }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const [by, setBy] = useState<By>('entries')
  const { value: diff, failure } = useLoaded(`${from} ${to}`, (options) => client.ipList.diff({ from, to }, options))
  if (failure) return <ProblemPart failure={failure} />
  if (!diff) return null
  const { added, removed } = diff[by]
  const { addedCount, removedCount } = diff.addresses
  const lines = [...added.map((entry) => `+ ${entry}`), ...removed.map((entry) => `- ${entry}`)]
  return (
    <>
      <div className="flex min-h-12 shrink-0 items-center gap-3 px-4 wide:px-5">
        <p role="status" className="min-w-0 grow text-small text-text-2">
          {addedCount + removedCount === 0
            ? t('history.same')
            : t('history.summary', { added: count(addedCount), removed: count(removedCount) })}
        </p>
        <Segmented<By>
          label={t('history.by')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'entries', label: t('history.entries') },
            { value: 'addresses', label: t('history.addresses') },
          ]}
        />
        <CopyButton compact text={lines.join('\n')} label={t('history.copy')} done={t('history.copied')} />
      </div>
      <div className="grid min-h-0 grow grid-cols-2 grid-rows-1 border-t border-border">
        <Side key={`added ${by}`} icon={Plus} title={t('history.added')} entries={added} tone="text-accent-text" />
        <Side
          key={`removed ${by}`}
          icon={Minus}
          title={t('history.removed')}
          entries={removed}
          tone="text-danger-text"
          className="border-l border-border"
        />
      </div>
    </>
  )
}

function Side({
  icon,
  title,
  entries,
  tone,
  className = '',
}: {
  icon: IconType
  title: string
  entries: string[]
  tone: string
  className?: string
}) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const copy = useCopyEntry()
  return (
    <div className={`flex min-h-0 min-w-0 flex-col ${className}`}>
      <h2 className="flex h-10 shrink-0 items-center gap-2 px-4 text-small font-strong wide:px-5">
        {title}
        <span className="font-text text-text-3">{count(entries.length)}</span>
      </h2>
      {entries.length === 0 ? (
        <p className="px-4 text-small text-text-3 wide:px-5">{t('history.nothing')}</p>
      ) : (
        <VirtualList items={entries} keyOf={itself} rowHeight={28} label={title}>
          {(entry, rowProps) => (
            <button
              type="button"
              {...rowProps}
              aria-label={t('copyOne', { entry: shownText(entry) })}
              onClick={() => void copy({ raw: entry })}
              className={`flex size-full items-center gap-2 rounded-2 px-3 text-left -outline-offset-2 hover:bg-surface-2 ${tone}`}
            >
              <Icon of={icon} size="s" />
              <span className="mono truncate">
                <ShownText text={entry} />
              </span>
            </button>
          )}
        </VirtualList>
      )}
    </div>
  )
}

const itself = (entry: string) => entry
