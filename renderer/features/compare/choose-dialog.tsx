import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { FilterInput } from '#renderer/ui/layout/filter-input.tsx'
import { VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { Outcome, useOutcomeWord } from '#renderer/ui/problem/outcome.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** Asks which exchange to compare this one with; those of the same path come first. The older one is on the left. */
export function ChooseDialog({ exchange, onClose }: { exchange: ExchangeView; onClose(): void }) {
  const { t } = useTranslation('compare')
  const { openCompare } = usePage()
  const wordFor = useOutcomeWord()
  const [text, setText] = useState('')
  const others = othersFor(exchange, useSnapshot('exchange')?.value ?? [])
  const wanted = text.trim().toLowerCase()
  const shown = others.filter(({ method, path, outcome }) =>
    `${method} ${path} ${wordFor(outcome)}`.toLowerCase().includes(wanted),
  )
  const choose = (id: number) => {
    onClose()
    openCompare(Math.min(id, exchange.id), Math.max(id, exchange.id))
  }
  return (
    <Dialog open onClose={onClose} title={t('choose.title')}>
      {others.length > 0 && <FilterInput label={t('choose.filter')} value={text} onChange={setText} />}
      <div className="-mx-2 flex h-80 max-h-[50vh] flex-col">
        {shown.length === 0 ? (
          <p className="px-2 py-3 text-text-3">{t(others.length === 0 ? 'choose.empty' : 'choose.noMatch')}</p>
        ) : (
          <VirtualList items={shown} keyOf={({ id }) => id} rowHeight={32} label={t('choose.list')} inPlace>
            {(other, rowProps) => (
              <button
                type="button"
                {...rowProps}
                onClick={() => choose(other.id)}
                className="grid size-full grid-cols-[84px_36px_minmax(0,1fr)_auto] items-center gap-x-2 rounded-2 px-3 text-left text-small -outline-offset-2 hover:bg-surface-2 focus-visible:bg-surface-3"
              >
                <Choice exchange={other} />
              </button>
            )}
          </VirtualList>
        )}
      </div>
    </Dialog>
  )
}

function Choice({ exchange: { outcome, method, path, startedAt } }: { exchange: ExchangeSummary }) {
  const { time } = useFormat()
  return (
    <>
      <Outcome outcome={outcome} />
      <span className="mono text-[11px] text-text-3">{method}</span>
      <span className="mono truncate">{path}</span>
      <span className="whitespace-nowrap text-text-3 tabular-nums">{time(startedAt)}</span>
    </>
  )
}

/** Ended ones but for itself, the likely ones first: same path, same account, newest. */
function othersFor({ id, path, accountId }: ExchangeView, all: ExchangeSummary[]): ExchangeSummary[] {
  const likely = (one: ExchangeSummary) => Number(one.path === path) * 2 + Number(one.accountId === accountId)
  return all
    .filter((one) => one.id !== id && one.outcome.kind !== 'running')
    .sort((a, b) => likely(b) - likely(a) || b.id - a.id)
}
