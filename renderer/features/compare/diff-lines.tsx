import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedLine } from '#contract/compare.ts'
import { MarkedText } from '#renderer/ui/text/shown-text.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { ChangeRow, SameRow } from './blocks.ts'
import { type InlineChange, inlineChange } from './inline-change.ts'

type Kind = 'same' | 'removed' | 'added'

const marks = { same: '', removed: '−', added: '+' } as const
const tones = { same: '', removed: 'bg-danger-soft', added: 'bg-accent-soft' } as const
const markTones = { same: '', removed: 'text-danger-text', added: 'text-accent-text' } as const

/** Lines of one difference: side by side, or the left ones over the right ones. */
export function ChangedLines({ rows, split }: { rows: ChangeRow[]; split: boolean }) {
  const lines = rows.map((row) => {
    const inline = row.kind === 'changed' ? inlineChange(row.a.text, row.b.text) : undefined
    const key = 'a' in row ? `a${row.a.at}` : `b${row.b.at}`
    const left = 'a' in row && <Line key={key} kind="removed" line={row.a} {...(inline && { inline: inline.a })} />
    const right = 'b' in row && (
      <Line key={`${key} right`} kind="added" line={row.b} {...(inline && { inline: inline.b })} />
    )
    return { key, left, right }
  })
  if (!split) return [...lines.map(({ left }) => left), ...lines.map(({ right }) => right)]
  return lines.map(({ key, left, right }) => (
    <Split key={key}>
      {left || <div className="bg-surface-2" />}
      {right || <div className="bg-surface-2" />}
    </Split>
  ))
}

export function SameLines({ rows, split }: { rows: SameRow[]; split: boolean }) {
  const { t } = useTranslation('compare')
  const { count } = useFormat()
  return rows.map((row, index) => {
    if (row.kind === 'gap') {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a gap is its place
        <p key={index} className="px-4 py-0.5 font-ui text-text-3 wide:px-5">
          {t('sameLines', { count: row.lines, formatted: count(row.lines) })}
        </p>
      )
    }
    if (!split) return <Line key={row.a.at} kind="same" line={row.a} />
    return (
      <Split key={row.a.at}>
        <Line kind="same" line={row.a} />
        <Line kind="same" line={row.b} />
      </Split>
    )
  })
}

function Split({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 *:last:border-l *:last:border-border">{children}</div>
}

/** Mark, number and text. What was removed or added is also said by its element, so not by colour alone. */
function Line({ kind, line, inline }: { kind: Kind; line: ComparedLine; inline?: InlineChange }) {
  const { t } = useTranslation('compare')
  const { count } = useFormat()
  const Text = kind === 'same' ? 'span' : kind === 'removed' ? 'del' : 'ins'
  return (
    <div className={clsx('grid grid-cols-[36px_20px_minmax(0,1fr)] pr-3', tones[kind])}>
      <span aria-hidden className="pr-1.5 text-right text-text-3 select-none">
        {line.at}
      </span>
      <span aria-hidden className={clsx('text-center font-title select-none', markTones[kind])}>
        {marks[kind]}
      </span>
      <Text className="wrap-anywhere whitespace-pre-wrap no-underline" {...(kind !== 'same' && { title: t(kind) })}>
        {inline ? <Inline change={inline} kind={kind} /> : <MarkedText block text={line.text} />}
        {line.length !== undefined && (
          <span className="block font-ui text-text-3">{t('lineIsLong', { formatted: count(line.length) })}</span>
        )}
      </Text>
    </div>
  )
}

function Inline({ change: { before, own, after }, kind }: { change: InlineChange; kind: Kind }) {
  return (
    <>
      <MarkedText block text={before} />
      {own !== '' && (
        <span
          className={clsx(
            'rounded-xs font-strong underline decoration-1 underline-offset-3',
            kind === 'removed' ? 'decoration-danger' : 'decoration-accent-text',
          )}
        >
          <MarkedText block text={own} />
        </span>
      )}
      <MarkedText block text={after} />
    </>
  )
}
