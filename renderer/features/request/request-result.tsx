import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { requestPresets } from '#contract/pure/request/request-presets.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useCommandView } from '#renderer/model/command.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { Outcome } from '#renderer/ui/problem/outcome.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { exchangeIdOf } from '#renderer/ui/problem/problem-text.ts'
import { formatDuration, formatSize } from '#renderer/ui/text/format.ts'
import { isPreset, type RequestEnd, type RequestState, requestSending } from './request-state.ts'

/** How the last request ended, and the beginning of its reply. Before the first, what a good one looks like. */
export function RequestResult({
  accountId,
  state: { ends, slot },
  replyBody,
}: {
  accountId: string
  state: RequestState
  /** The body of the exchange's response. */
  replyBody(exchangeId: number, size: number): ReactNode
}) {
  const { t } = useTranslation('request')
  const { busy } = useCommandView(requestSending(accountId))
  const end = ends[slot]
  if (!end) return isPreset(slot) && !busy ? <ReplyShape reply={requestPresets[slot].reply} /> : null
  if (end.kind === 'cancelled') return <Note tone="info">{t('cancelled')}</Note>
  const exchangeId = exchangeOf(end)
  return (
    <div className="grid gap-3" aria-busy={busy}>
      {exchangeId !== undefined && <ResultLine id={exchangeId} />}
      {end.kind === 'failed' && <ProblemNote failure={end.failure} />}
      {exchangeId !== undefined && <ReplyBody key={exchangeId} id={exchangeId} replyBody={replyBody} />}
    </div>
  )
}

function exchangeOf(end: Exclude<RequestEnd, { kind: 'cancelled' }>): number | undefined {
  return end.kind === 'reply' ? end.reply.exchangeId : exchangeIdOf(end.failure)
}

/** Outcome, status, size and time, as in the list of exchanges; it has the same row. */
function ResultLine({ id }: { id: number }) {
  const { t } = useTranslation(['request', 'exchange'])
  const { openExchange } = usePage()
  const exchange = useSnapshot('exchange')?.value.find((one) => one.id === id)
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {exchange && (
        <>
          <Outcome outcome={exchange.outcome} />
          <span className="text-text-2 tabular-nums">
            {exchange.status === undefined ? t('exchange:fact.none') : `HTTP ${exchange.status}`}
          </span>
          {exchange.size !== undefined && <span className="text-text-2 tabular-nums">{formatSize(exchange.size)}</span>}
          {exchange.phases && <span className="text-text-2 tabular-nums">{formatDuration(exchange.phases.total)}</span>}
        </>
      )}
      <Button variant="default" size="s" className="ml-auto" onClick={() => openExchange(id)}>
        {t('open')}
      </Button>
    </div>
  )
}

function ReplyBody({ id, replyBody }: { id: number; replyBody(exchangeId: number, size: number): ReactNode }) {
  const { t } = useTranslation('request')
  const size = useSnapshot('exchange')?.value.find((one) => one.id === id)?.size
  if (size === undefined) return null
  if (size === 0) return <p className="text-text-3">{t('empty')}</p>
  return <div className="h-90 rounded-2 border border-border">{replyBody(id, size)}</div>
}

function ReplyShape({ reply }: { reply: string }) {
  const { t } = useTranslation('request')
  return (
    <div className="grid gap-1.5">
      <h3 className="text-small font-strong text-text-2">{t('goodReply')}</h3>
      <pre className="mono rounded-2 bg-surface-2 px-3 py-2.5 text-small/5 wrap-anywhere whitespace-pre-wrap text-text-2">
        {reply}
      </pre>
    </div>
  )
}
