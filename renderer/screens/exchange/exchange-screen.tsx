import { useTranslation } from 'react-i18next'
import { isInText } from '#renderer/actions/keyboard.ts'
import { useScreenKeys } from '#renderer/actions/screen-keys.ts'
import { useChangeOne } from '#renderer/features/exchange/list/change-one.tsx'
import { lastLookedAt, useListAround } from '#renderer/features/exchange/list/list-filter.ts'
import { SideList } from '#renderer/features/exchange/list/side-list.tsx'
import { ExchangeViewer } from '#renderer/features/exchange/viewer/exchange-viewer.tsx'
import { useExchange } from '#renderer/features/exchange/viewer/use-exchange.ts'
import { Explanation } from '#renderer/features/explain/explanation.tsx'
import { usePage } from '#renderer/model/page-context.ts'
import { Region } from '#renderer/ui/layout/region.tsx'
import { BackHeader } from '#renderer/ui/layout/sheet.tsx'
import { Outcome } from '#renderer/ui/problem/outcome.tsx'
import { ProblemPart } from '#renderer/ui/problem/problem-note.tsx'
import { ExchangeActions } from './exchange-actions.tsx'

/** One exchange: what was sent, what came back, and how long each part took. */
export function ExchangeScreen({ exchangeId, onBack }: { exchangeId: number; onBack(): void }) {
  const { t } = useTranslation('exchange')
  const { exchange, failure } = useExchange(exchangeId)
  const list = useListAround(exchangeId)
  const { openExchange } = usePage()
  const back = () => {
    lastLookedAt.set(exchangeId)
    onBack()
  }
  const change = useChangeOne(exchangeId, onBack)
  const problem = failure ?? change.failure
  useScreenKeys({
    Escape: back,
    // Neither while one reads in the text; and held down, the second would delete one after the other.
    p: (event) => !isInText(event) && change.togglePin(),
    Delete: (event) => !isInText(event) && !event.repeat && change.remove(),
    j: () => list.next !== undefined && openExchange(list.next),
    k: () => list.previous !== undefined && openExchange(list.previous),
  })
  return (
    <>
      <BackHeader back={t('back')} onBack={back}>
        {exchange && (
          <>
            <h1 className="truncate font-mono text-[15px] font-title tracking-tight">
              {exchange.method} {exchange.path}
            </h1>
            <span className="rounded-1 bg-surface-3 px-1.5 text-small">
              <Outcome outcome={exchange.outcome} />
            </span>
            <ExchangeActions exchange={exchange} change={change} />
          </>
        )}
      </BackHeader>
      <div className="grid min-h-0 grow wide:grid-cols-[276px_minmax(0,1fr)]">
        <SideList listId={list.listId} exchanges={list.exchanges ?? []} currentId={exchangeId} />
        <Region label={t('one')}>
          {problem && <ProblemPart failure={problem} />}
          {exchange && (
            <ExchangeViewer
              key={`${exchange.id} ${exchange.outcome.kind}`}
              exchange={exchange}
              explanation={<Explanation exchange={exchange} />}
            />
          )}
        </Region>
      </div>
    </>
  )
}
