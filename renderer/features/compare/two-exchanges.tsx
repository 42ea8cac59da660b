import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Outcome } from '#renderer/ui/problem/outcome.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** Which two are compared; each leads to its exchange. */
export function TwoExchanges({ a, b, children }: { a: number; b: number; children: ReactNode }) {
  const { t } = useTranslation('compare')
  const all = useSnapshot('exchange')?.value
  const find = (id: number) => all?.find((one) => one.id === id)
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form fields
    <div
      role="group"
      aria-label={t('sides')}
      className="relative grid shrink-0 grid-cols-[minmax(0,1fr)] border-b border-border max-wide:pr-12 wide:grid-cols-2"
    >
      <Side side="left" exchange={find(a)} />
      <Side side="right" exchange={find(b)} />
      <span className="absolute top-1/2 right-3 -translate-y-1/2 wide:right-1/2 wide:translate-x-1/2 wide:rounded-2 wide:bg-surface">
        {children}
      </span>
    </div>
  )
}

const looks = {
  left: { mark: '−', tone: 'text-danger-text' },
  right: { mark: '+', tone: 'text-accent-text' },
}

function Side({ side, exchange }: { side: keyof typeof looks; exchange: ExchangeSummary | undefined }) {
  const { t } = useTranslation('compare')
  const { time } = useFormat()
  const { openExchange } = usePage()
  const { mark, tone } = looks[side]
  return (
    <div className="flex h-9 min-w-0 items-center gap-2.5 px-4 text-small not-first:border-border wide:h-11 wide:px-5 wide:not-first:border-l wide:not-first:pl-7 wide:first:pr-7">
      <span className="sr-only">{t(side)}</span>
      <span aria-hidden className={`mono w-3 text-center font-title ${tone}`}>
        {mark}
      </span>
      {exchange && (
        <>
          <span className="text-text-3 tabular-nums">{time(exchange.startedAt)}</span>
          <button
            type="button"
            title={t('open')}
            onClick={() => openExchange(exchange.id)}
            className="mono min-w-0 truncate rounded-1 underline-offset-3 hover:underline"
          >
            {exchange.method} {exchange.path}
          </button>
          <Outcome outcome={exchange.outcome} />
        </>
      )}
    </div>
  )
}
