import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedPart } from '#contract/compare.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { formatSize } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { NumberedBlock, NumberedPart } from './blocks.ts'
import { ChangedLines, SameLines } from './diff-lines.tsx'

/** One part of both exchanges: its name, facts about the comparison, its lines. */
export function PartView({
  numbered: { part, blocks, number },
  split,
  total,
  onlyDifferent,
}: {
  numbered: NumberedPart
  split: boolean
  /** Differences in all parts. */
  total: number
  onlyDifferent: boolean
}) {
  const { t } = useTranslation('compare')
  const { count } = useFormat()
  const isSame = part.differences === 0
  const stretches = number === undefined ? blocks.filter(({ kind }) => kind === 'change').length : 1
  return (
    <section aria-label={t(`part.${part.part}`)} className="border-b border-border last:border-b-0">
      <h2 className="flex min-h-9 flex-wrap items-baseline gap-x-2.5 px-4 pt-2 pb-1 wide:px-5">
        <span className="font-title">{t(`part.${part.part}`)}</span>
        <span className="text-small font-text text-text-3">
          {isSame ? t('same') : t('count', { count: stretches })}
        </span>
      </h2>
      {!(isSame && onlyDifferent) && <Facts part={part} />}
      {number !== undefined && (
        <Difference number={number} total={total}>
          <Sides part={part} />
        </Difference>
      )}
      {!(isSame && onlyDifferent) && (
        <div className="mono pb-2 text-small/5">
          {blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
            <BlockView key={index} block={block} split={split} total={total} />
          ))}
        </div>
      )}
      {part.leftOut > 0 && (
        <p className="px-4 pb-2 text-small text-warn-text wide:px-5">
          {t('leftOut', { count: part.leftOut, formatted: count(part.leftOut) })}
        </p>
      )}
    </section>
  )
}

/** How it was compared, and what a person might not expect. */
function Facts({ part: { body, reordered, differences } }: { part: ComparedPart }) {
  const { t } = useTranslation('compare')
  const lines: string[] = []
  if (reordered) lines.push(t('reordered'))
  if (body?.as === 'bytes') lines.push(t(body.because === 'binary' ? 'binary' : 'tooLarge'))
  if (body?.as === 'json' && differences > 0) lines.push(t('asJson'))
  if (body?.as === 'json' && differences === 0 && !body.equal) lines.push(t('sameJson'))
  if (body?.as === 'text' && differences > 0) lines.push(t('asText'))
  if (body?.equal) lines.push(t('equal'))
  for (const bytes of [body?.a, body?.b]) {
    if (bytes?.fullSize === undefined) continue
    lines.push(t('cut', { full: formatSize(bytes.fullSize), kept: formatSize(bytes.size) }))
  }
  if (lines.length === 0) return null
  return <p className="px-4 pb-1.5 text-small/4.5 text-text-3 wide:px-5">{[...new Set(lines)].join(' ')}</p>
}

/** Size and hash of both, where that is all there is to compare. */
function Sides({ part: { body } }: { part: ComparedPart }) {
  const { t } = useTranslation('compare')
  if (!body) return null
  return (
    <dl className="grid gap-x-5 gap-y-1 px-4 py-1.5 text-small wide:grid-cols-2 wide:px-5">
      {[body.a, body.b].map((bytes, index) => (
        <div key={index === 0 ? 'a' : 'b'}>
          <dt className="text-text-3">{t(index === 0 ? 'left' : 'right')}</dt>
          <dd className="mono wrap-anywhere">
            {formatSize(bytes.size)} · {bytes.sha256}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function BlockView({ block, split, total }: { block: NumberedBlock; split: boolean; total: number }) {
  if (block.kind === 'same') return <SameLines rows={block.rows} split={split} />
  if (block.kind === 'fold') return <Fold block={block} split={split} />
  return (
    <Difference number={block.number} total={total}>
      <ChangedLines rows={block.rows} split={split} />
    </Difference>
  )
}

/** Takes the focus when one steps to it. */
function Difference({ number, total, children }: { number: number; total: number; children: React.ReactNode }) {
  const { t } = useTranslation('compare')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a difference is no set of form fields
    <div
      role="group"
      aria-label={t('difference', { at: number, total })}
      data-difference={number}
      tabIndex={-1}
      className="-outline-offset-2"
    >
      {children}
    </div>
  )
}

function Fold({ block, split }: { block: Extract<NumberedBlock, { kind: 'fold' }>; split: boolean }) {
  const { t } = useTranslation('compare')
  const { count } = useFormat()
  const [open, setOpen] = useState(false)
  if (open) return <SameLines rows={block.rows} split={split} />
  const label = t('sameLines', { count: block.lines, formatted: count(block.lines) })
  return (
    <button
      type="button"
      aria-label={`${label}. ${t('showSame')}`}
      onClick={() => setOpen(true)}
      className="flex h-7 w-full items-center gap-2 bg-surface-2 px-4 font-ui text-small text-text-2 -outline-offset-2 hover:bg-surface-3 wide:px-5"
    >
      <Icon of={ChevronsUpDown} size="s" className="text-text-3" />
      {label}
    </button>
  )
}
