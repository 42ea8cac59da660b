import { clsx } from 'clsx'
import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IpListVersion, IpListView } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { Select } from '#renderer/ui/controls/field.tsx'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { ProblemPart } from '#renderer/ui/problem/problem-note.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { DiffView } from './diff-view.tsx'

/** What the list was, and what became of it between any two times. */
export function HistoryView({ view }: { view: IpListView }) {
  const { t } = useTranslation('ipList')
  const { accountId, kind, current } = view
  const { value: versions, failure } = useLoaded(`${current?.id} ${current?.fetchedAt}`, (options) =>
    client.ipList.history({ accountId, kind }, options),
  )
  if (failure) return <ProblemPart failure={failure} />
  if (!versions) return <div className="grow" />
  if (versions.length < 2) {
    return (
      <EmptyState icon={GitCompareArrows} title={t('history.none')}>
        {t('history.noneWhy')}
      </EmptyState>
    )
  }
  return <Compare versions={versions} />
}

/** Newest first. */
function Compare({ versions }: { versions: IpListVersion[] }) {
  const { t } = useTranslation('ipList')
  const [chosen, setChosen] = useState<{ from: number; to: number }>()
  const [newest, former] = versions
  const from = versions.find(({ id }) => id === chosen?.from) ?? former
  const to = versions.find(({ id }) => id === chosen?.to) ?? newest
  if (!from || !to) return null
  const choose = (change: Partial<{ from: number; to: number }>) => setChosen({ from: from.id, to: to.id, ...change })
  return (
    <div className="grid min-h-0 grow grid-cols-[232px_minmax(0,1fr)] grid-rows-1 wide:grid-cols-[276px_minmax(0,1fr)]">
      <div className="flex min-h-0 flex-col overflow-y-auto border-r border-border">
        <div className="px-4 py-3 wide:px-5">
          <h2 className="font-title">{t('history.title')}</h2>
          <p className="mt-1 text-small/4.5 text-text-3">{t('history.why')}</p>
        </div>
        <ul aria-label={t('history.versions')} className="px-1 pb-2 wide:px-2">
          {versions.map((version, index) => (
            <li key={version.id}>
              <VersionRow
                version={version}
                isNewest={index === 0}
                current={to.id === version.id}
                onChoose={() => {
                  const before = versions[index + 1] ?? version
                  setChosen({ from: before.id, to: version.id })
                }}
              />
            </li>
          ))}
        </ul>
      </div>
      <div className="flex min-h-0 min-w-0 flex-col">
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-border px-4 py-2 wide:px-5 wide:py-3">
          <VersionSelect
            label={t('history.from')}
            versions={versions}
            value={from.id}
            onChange={(id) => choose({ from: id })}
          />
          <VersionSelect
            label={t('history.to')}
            versions={versions}
            value={to.id}
            onChange={(id) => choose({ to: id })}
          />
        </div>
        <DiffView from={from.id} to={to.id} />
      </div>
    </div>
  )
}

function VersionSelect({
  label,
  versions,
  value,
  onChange,
}: {
  label: string
  versions: IpListVersion[]
  value: number
  onChange(id: number): void
}) {
  const { t } = useTranslation('ipList')
  const { time } = useFormat()
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="text-small text-text-2">
        {label}
      </span>
      <Select
        aria-label={label}
        value={value}
        onChange={onChange}
        options={versions.map(({ id, since }, index) => ({
          value: id,
          label: index === 0 ? `${t('history.current')} · ${time(since)}` : time(since),
        }))}
      />
    </span>
  )
}

function VersionRow({
  version: { since, fetchedAt, distinct, change },
  isNewest,
  current,
  onChoose,
}: {
  version: IpListVersion
  isNewest: boolean
  current: boolean
  onChoose(): void
}) {
  const { t } = useTranslation('ipList')
  const { time, count } = useFormat()
  return (
    <button
      type="button"
      aria-current={current}
      onClick={onChoose}
      className={clsx(
        'grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-0.5 rounded-2 px-3 py-2 text-left text-small -outline-offset-2',
        current ? 'bg-surface-3' : 'hover:bg-surface-2',
      )}
    >
      <span className="font-strong tabular-nums">
        {isNewest ? `${t('history.current')} · ${time(since)}` : time(since)}
      </span>
      <span className="text-right tabular-nums">{count(distinct)}</span>
      <span className="text-text-3 tabular-nums">{t('history.seen', { time: time(fetchedAt) })}</span>
      <span className="text-right text-text-3 tabular-nums">
        {change
          ? t('change.short', { added: count(change.added), removed: count(change.removed) })
          : t('history.first')}
      </span>
    </button>
  )
}
