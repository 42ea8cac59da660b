import { clsx } from 'clsx'
import { Columns2, Rows2, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import { useStore } from '#renderer/lib/external-store.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { ExchangeChain } from './exchange-chain.tsx'
import { ExchangeFacts } from './exchange-facts.tsx'
import { ConnectionLines, EncodedLines, Facts, HeaderList } from './header-list.tsx'
import { MessagePane, PaneHeader } from './message-pane.tsx'
import { Waterfall } from './waterfall.tsx'

/** How request and response stand, for every exchange until the page is closed. */
const layout = createPageStore<'beside' | 'stacked'>('beside')

/** What is known of an exchange, from its facts down to the bytes. */
export function ExchangeViewer({
  exchange,
  explanation,
}: {
  exchange: ExchangeView
  /** How it failed, in words. */
  explanation: ReactNode
}) {
  const beside = useStore(layout) === 'beside'
  return (
    // What stands above may be long: then all of it scrolls, and the messages keep a height one can read in.
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      <ExchangeFacts exchange={exchange} />
      <ExchangeChain exchange={exchange} />
      {explanation}
      <Waterfall exchange={exchange} />
      <div
        className={clsx(
          'grid min-h-0 shrink-0 grow basis-0',
          beside
            ? 'min-h-60 grid-cols-[minmax(0,11fr)_minmax(0,12fr)] grid-rows-[minmax(0,1fr)] divide-x divide-border'
            : 'min-h-120 grid-rows-[minmax(0,4fr)_minmax(0,5fr)] divide-y divide-border',
        )}
      >
        <Request exchange={exchange} />
        <Response exchange={exchange} />
      </div>
    </div>
  )
}

function Request({ exchange }: { exchange: ExchangeView }) {
  const { request, method } = exchange
  return (
    <MessagePane
      id={exchange.id}
      side="request"
      message={{ ...request, start: `${method} ${request.target} HTTP/${request.httpVersion}` }}
    >
      <RedactionNote count={exchange.redactions} />
      <ConnectionLines exchange={exchange} />
    </MessagePane>
  )
}

function Response({ exchange: { id, response, outcome } }: { exchange: ExchangeView }) {
  const { t } = useTranslation('exchange')
  if (!response) {
    return (
      <section aria-label={t('response')} className="flex min-h-0 min-w-0 flex-col">
        <PaneHeader title={t('response')}>
          <span className="ml-auto">
            <LayoutButton />
          </span>
        </PaneHeader>
        <p className="px-4 py-3 text-text-3 wide:px-5">
          {t(outcome.kind === 'running' ? 'stillRunning' : 'noResponse')}
        </p>
      </section>
    )
  }
  const start = `HTTP/${response.httpVersion} ${response.status} ${response.statusText}`.trimEnd()
  return (
    <MessagePane id={id} side="response" message={{ ...response, start }} actions={<LayoutButton />}>
      {response.trailers.length > 0 && (
        <Facts title={t('trailersTitle')}>
          <HeaderList headers={response.trailers} />
        </Facts>
      )}
      <EncodedLines facts={response.body} />
    </MessagePane>
  )
}

function LayoutButton() {
  const { t } = useTranslation('exchange')
  const other = useStore(layout) === 'beside' ? 'stacked' : 'beside'
  return (
    <IconButton
      icon={other === 'stacked' ? Rows2 : Columns2}
      label={t(`layout.${other}`)}
      onClick={() => layout.set(other)}
    />
  )
}

/** Stands beside the recorded message, so that nobody takes a marker for what was sent. */
function RedactionNote({ count }: { count: number }) {
  const { t } = useTranslation('exchange')
  if (count === 0) return null
  return (
    <p className="flex items-start gap-2 rounded-2 bg-surface-2 px-3 py-2 font-ui text-small/4.5 text-text-2">
      <Icon of={ShieldCheck} size="s" className="mt-0.5" />
      {t('redacted', { count })}
    </p>
  )
}
