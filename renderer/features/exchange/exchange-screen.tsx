import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { dialogIsOpen, isTyping } from '../../actions/keyboard.ts'
import { usePage } from '../../page-context.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Region } from '../../ui/region.tsx'
import { ExchangeActions } from './exchange-actions.tsx'
import { ExchangeViewer } from './exchange-viewer.tsx'
import { lastLookedAt, useListAround } from './list-filter.ts'
import { Outcome } from './outcome.tsx'
import { SideList } from './side-list.tsx'
import { useExchange } from './use-exchange.ts'

/** One exchange: what was sent, what came back, and how long each part took. */
export function ExchangeScreen({ exchangeId, onBack }: { exchangeId: number; onBack(): void }) {
  const { t } = useTranslation('exchange')
  const { exchange, failure } = useExchange(exchangeId)
  const list = useListAround(exchangeId)
  const { openExchange } = usePage()
  useScreenKeys({
    Escape: () => {
      lastLookedAt.set(exchangeId)
      onBack()
    },
    j: () => list.next !== undefined && openExchange(list.next),
    k: () => list.previous !== undefined && openExchange(list.previous),
  })
  return (
    <>
      <header className="flex h-11 shrink-0 items-center gap-2.5 border-b border-border pr-3 pl-2 wide:h-13 wide:pl-3">
        <IconButton
          icon={ArrowLeft}
          label={t('back')}
          autoFocus
          onClick={() => {
            lastLookedAt.set(exchangeId)
            onBack()
          }}
        />
        {exchange && (
          <>
            <h1 className="truncate font-mono text-[15px] font-title tracking-tight">
              {exchange.method} {exchange.path}
            </h1>
            <span className="rounded-1 bg-surface-3 px-1.5 text-small">
              <Outcome outcome={exchange.outcome} />
            </span>
            <ExchangeActions exchange={exchange} />
          </>
        )}
      </header>
      <div className="grid min-h-0 grow wide:grid-cols-[276px_minmax(0,1fr)]">
        <SideList place={list.place} exchanges={list.exchanges ?? []} currentId={exchangeId} />
        <Region label={t('one')}>
          {failure && (
            <div className="p-5">
              <ProblemNote failure={failure} />
            </div>
          )}
          {exchange && <ExchangeViewer key={`${exchange.id} ${exchange.outcome.kind}`} exchange={exchange} />}
        </Region>
      </div>
    </>
  )
}

/** Single keys of this screen; a dialog, a menu or a field keeps its own. */
function useScreenKeys(keys: Record<string, () => void>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (dialogIsOpen()) return
      if (event.key === 'Escape' && event.target instanceof Element && event.target.closest('[data-takes-escape]'))
        return
      const run = keys[event.key]
      if (!run) return
      event.preventDefault()
      run()
    }
    // Before a tooltip takes Escape for itself.
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [keys])
}
