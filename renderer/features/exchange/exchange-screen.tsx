import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { dialogIsOpen, isTyping } from '../../actions/keyboard.ts'
import { useSnapshot } from '../../bridge/stores.ts'
import { usePage } from '../../page-context.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Region } from '../../ui/region.tsx'
import { ExchangeActions } from './exchange-actions.tsx'
import { ExchangeViewer } from './exchange-viewer.tsx'
import { lastLookedAt } from './exchanges-panel.tsx'
import { Outcome } from './outcome.tsx'
import { SideList } from './side-list.tsx'
import { useExchange } from './use-exchange.ts'

/** One exchange: what was sent, what came back, and how long each part took. */
export function ExchangeScreen({ exchangeId, onBack }: { exchangeId: number; onBack(): void }) {
  const { t } = useTranslation('exchange')
  const { exchange, failure } = useExchange(exchangeId)
  const neighbours = useNeighbours(exchangeId)
  const { openExchange } = usePage()
  useScreenKeys({
    Escape: () => {
      lastLookedAt.set(exchangeId)
      onBack()
    },
    j: () => neighbours.next !== undefined && openExchange(neighbours.next),
    k: () => neighbours.previous !== undefined && openExchange(neighbours.previous),
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
        {exchange && <SideList accountId={exchange.accountId} currentId={exchangeId} onOpen={openExchange} />}
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

/** The exchanges of the same account before and after this one in the list. */
function useNeighbours(id: number): { next: number | undefined; previous: number | undefined } {
  const all = useSnapshot('exchange')?.value ?? []
  const accountId = all.find((one) => one.id === id)?.accountId
  const ids = all.filter((one) => one.accountId === accountId).map((one) => one.id)
  const place = ids.indexOf(id)
  return { next: place < 0 ? undefined : ids[place + 1], previous: place < 0 ? undefined : ids[place - 1] }
}

/** Single keys of this screen; a dialog, a menu or a field keeps its own. */
function useScreenKeys(keys: Record<string, () => void>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (dialogIsOpen()) return
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
