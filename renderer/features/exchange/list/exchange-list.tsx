import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import type { Failure } from '#contract/problem.ts'
import { type ListId, usePage } from '#renderer/model/page-context.ts'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import type { ChangeExchanges } from './change-exchanges.ts'
import { ExchangeHeading, ExchangeRow, type Look } from './exchange-row.tsx'
import { lastLookedAt, useAccountNames } from './list-filter.ts'
import type { Selection } from './use-selection.ts'

/** The rows of a list of exchanges, newest first. */
export function ExchangeList({
  exchanges,
  listId,
  selection,
  change,
}: {
  exchanges: ExchangeSummary[]
  listId: ListId
  selection: Selection
  change: ChangeExchanges
}) {
  const { t } = useTranslation('exchange')
  const { openExchange } = usePage()
  const { nameOf } = useAccountNames()
  const rowHeight = useWide() ? 32 : 30
  const [focusKey] = useState(lastLookedAt.get)
  useEffect(() => lastLookedAt.set(undefined), [])
  const list = useFocusKeeper()
  const today = new Date().toDateString()
  // The oldest is last, and has a date if any has.
  const oldest = exchanges.at(-1)
  const dated = oldest !== undefined && new Date(oldest.startedAt).toDateString() !== today
  const look: Look = { of: listId === 'all' ? 'all' : 'one', time: dated ? 'dated' : 'today' }

  const press = (exchange: ExchangeSummary, event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) selection.toggle(exchange.id)
    else if (event.shiftKey) selection.extendTo(exchange.id)
    else openExchange(exchange.id, listId)
  }
  const onKey = (event: KeyboardEvent, exchange: ExchangeSummary) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const meant = selection.exchanges.length > 0 ? selection.exchanges : [exchange]
    const keys: Record<string, () => void> = {
      p: () => change.togglePin(meant),
      x: () => selection.toggle(exchange.id),
      delete: () => change.remove(meant),
      // What a Mac's keyboard has in its place.
      backspace: () => change.remove(meant),
      ...(selection.exchanges.length > 0 && { escape: selection.clear }),
    }
    const run = keys[event.key.toLowerCase()]
    if (!run) return
    event.preventDefault()
    if (!event.repeat) run()
  }

  return (
    <div ref={list} className="flex min-h-0 grow flex-col">
      <ExchangeHeading look={look} />
      <VirtualList
        key={rowHeight}
        items={exchanges}
        keyOf={({ id }) => id}
        rowHeight={rowHeight}
        label={t('region')}
        focusKey={focusKey}
        onKey={onKey}
      >
        {(exchange, rowProps) => (
          <ExchangeRow
            exchange={exchange}
            look={look}
            account={listId === 'all' ? nameOf(exchange.accountId) : undefined}
            selected={selection.has(exchange.id)}
            rowProps={rowProps}
            onPress={(event) => press(exchange, event)}
            change={change}
          />
        )}
      </VirtualList>
    </div>
  )
}

/** When the list goes with the focus in it (the last row was deleted), its region takes the focus. */
function useFocusKeeper() {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = ref.current
    return () => {
      if (element?.contains(document.activeElement)) element.closest<HTMLElement>('[data-region]')?.focus()
    }
  }, [])
  return ref
}

/** Over the rows that were to change and did not. */
export function ChangeFailure({ failure }: { failure: Failure }) {
  return (
    <div className="shrink-0 px-4 py-2 wide:px-5">
      <ProblemNote failure={failure} />
    </div>
  )
}
