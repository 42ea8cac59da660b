import { ArrowDown, ArrowLeftRight, ArrowUp } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreenKeys } from '#renderer/actions/screen-keys.ts'
import { client } from '#renderer/bridge/client.ts'
import { type NumberedPart, numberedParts } from '#renderer/features/compare/blocks.ts'
import { PartView } from '#renderer/features/compare/part-view.tsx'
import { TwoExchanges } from '#renderer/features/compare/two-exchanges.tsx'
import { usePage } from '#renderer/model/page-context.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Switch } from '#renderer/ui/controls/switch.tsx'
import { Region } from '#renderer/ui/layout/region.tsx'
import { BackHeader } from '#renderer/ui/layout/sheet.tsx'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { ProblemPart } from '#renderer/ui/problem/problem-note.tsx'

/** Lines around a difference that stay in sight. */
const CONTEXT = 3

/** Two exchanges side by side: what differs, part by part. */
export function CompareScreen({ a, b, onBack }: { a: number; b: number; onBack(): void }) {
  const { t } = useTranslation('compare')
  const { openCompare } = usePage()
  const { value, failure } = useLoaded(`${a} ${b}`, (options) => client.exchange.compare({ a, b }, options))
  const [onlyDifferent, setOnlyDifferent] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const switchId = useId()
  const swap = () => openCompare(b, a)
  const compared = value && numberedParts(value.parts, onlyDifferent ? 0 : CONTEXT)
  const total = compared?.total ?? 0
  const { at, step } = useSteps(body, total)
  useScreenKeys({ Escape: onBack, j: () => step(1), k: () => step(-1), s: swap })
  return (
    <>
      <BackHeader back={t('back')} title={t('title')} onBack={onBack}>
        {compared && (
          <p role="status" className="text-small whitespace-nowrap text-text-2 tabular-nums">
            {total === 0 ? t('none') : at === 0 ? t('count', { count: total }) : t('difference', { at, total })}
          </p>
        )}
        <span className="ml-auto flex items-center gap-1">
          <IconButton icon={ArrowUp} label={t('previous')} accelerator="K" onClick={() => step(-1)} />
          <IconButton icon={ArrowDown} label={t('next')} accelerator="J" onClick={() => step(1)} />
        </span>
        <span className="flex items-center gap-2 pl-1.5">
          <Switch aria-labelledby={switchId} checked={onlyDifferent} onChange={setOnlyDifferent} />
          <span id={switchId} className="text-small whitespace-nowrap">
            {t('onlyDifferent')}
          </span>
        </span>
      </BackHeader>
      <TwoExchanges a={a} b={b}>
        <IconButton icon={ArrowLeftRight} label={t('swap')} accelerator="S" onClick={swap} />
      </TwoExchanges>
      <Region label={t('title')} className="grow">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by key */}
        <div ref={body} tabIndex={0} className="min-h-0 grow overflow-y-auto -outline-offset-2">
          {failure && <ProblemPart failure={failure} />}
          {!value && !failure && <p className="p-5 text-text-3">{t('reading')}</p>}
          {compared && <Parts parts={compared.parts} total={total} onlyDifferent={onlyDifferent} />}
        </div>
      </Region>
    </>
  )
}

function Parts({ parts, total, onlyDifferent }: { parts: NumberedPart[]; total: number; onlyDifferent: boolean }) {
  const split = useWide()
  return parts.map((numbered) => (
    <PartView
      // Folds close again when the way of looking changes.
      key={`${numbered.part.part} ${onlyDifferent}`}
      numbered={numbered}
      split={split}
      total={total}
      onlyDifferent={onlyDifferent}
    />
  ))
}

/** Which difference one has stepped to, 0 before the first step; from the last one leads to the first. */
function useSteps(body: React.RefObject<HTMLElement | null>, total: number) {
  const [at, setAt] = useState(0)
  const step = (by: 1 | -1) => {
    if (total === 0) return
    const next = at === 0 ? (by === 1 ? 1 : total) : ((at - 1 + by + total) % total) + 1
    setAt(next)
    const difference = body.current?.querySelector<HTMLElement>(`[data-difference="${next}"]`)
    difference?.focus({ preventScroll: true })
    difference?.scrollIntoView({ block: 'center' })
  }
  return { at: Math.min(at, total), step }
}
