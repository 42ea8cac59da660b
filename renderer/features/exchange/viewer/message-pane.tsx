import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyFacts, Headers } from '#contract/exchange.ts'
import { BodyView, type BytesAs } from '#renderer/features/exchange/body/body-view.tsx'
import { bodyText, isJsonLike } from '#renderer/features/exchange/body/format/body-format.ts'
import { hexDump } from '#renderer/features/exchange/body/hex.ts'
import { type Side, useBody } from '#renderer/features/exchange/body/use-body.ts'
import { TabList, TabPanel, Tabs } from '#renderer/ui/controls/tabs.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { MarkedText } from '#renderer/ui/text/shown-text.tsx'
import { HeaderList } from './header-list.tsx'

type View = 'pretty' | 'raw' | 'headers'

interface Message {
  /** Request line or status line. */
  start: string
  headers: Headers
  body: BodyFacts
}

/** One side of an exchange: its headers, its body made readable, and its body as it went over the wire. */
export function MessagePane({
  id,
  side,
  message,
  actions,
  children,
}: {
  id: number
  side: Side
  message: Message
  /** Stand before the copy button. */
  actions?: ReactNode
  /** Follows the headers. */
  children?: ReactNode
}) {
  const { t } = useTranslation('exchange')
  const reading = useBody(id, side, message.body)
  const [chosenView, setView] = useState<View>()
  const [chosenAs, setBytesAs] = useState<BytesAs>()
  const { body } = reading
  const isEmpty = message.body.size === 0
  const isPretty = !isEmpty && (body ? isJsonLike(body.bytes, body.whole) : true)

  const views: Record<Side, View[]> = {
    request: ['headers', 'raw', ...(isPretty ? (['pretty'] as const) : [])],
    response: [...(isPretty ? (['pretty'] as const) : []), ...(isEmpty ? [] : (['raw'] as const)), 'headers'],
  }
  const names: Record<View, string> = {
    headers: t('headers'),
    raw: t(side === 'request' ? 'asSent' : 'asReceived'),
    pretty: t(side === 'request' ? 'bodyTab' : 'pretty'),
  }
  const offered = views[side]
  const view = chosenView && offered.includes(chosenView) ? chosenView : (offered[0] ?? 'headers')
  const bytesAs = view === 'raw' ? (chosenAs ?? (body?.notUtf8At === undefined ? 'text' : 'hex')) : 'text'

  const headText = [message.start, ...message.headers.map(([name, value]) => `${name}: ${value}`)].join('\n')
  // A request goes with its head, without which most of them would be nothing.
  const rawHead = side === 'request' ? `${headText}\n${isEmpty ? '' : '\n'}` : ''
  const bytes = body?.bytes ?? new Uint8Array()
  const [shown, what] = shownText()
  function shownText(): [() => string, 'headers' | 'body' | 'message' | 'hex'] {
    if (view === 'headers') return [() => headText, 'headers']
    if (view === 'pretty') return [() => bodyText('pretty', bytes), 'body']
    if (bytesAs === 'hex') return [() => hexDump(bytes), 'hex']
    return [() => rawHead + bodyText('plain', bytes), side === 'request' ? 'message' : 'body']
  }

  const bodyView = (panel: 'pretty' | 'raw') => (
    <BodyView
      reading={reading}
      facts={message.body}
      form={panel === 'pretty' ? 'pretty' : 'plain'}
      head={panel === 'raw' ? rawHead : ''}
      label={`${t(side)} · ${names[panel]}`}
      bytesAs={bytesAs}
      {...(panel === 'raw' && !isEmpty && { onBytesAs: setBytesAs })}
    />
  )
  return (
    <section aria-label={t(side)} className="flex min-h-0 min-w-0 flex-col">
      <Tabs value={view} onValueChange={(next: View) => setView(next)} className="flex min-h-0 grow flex-col">
        <PaneHeader title={t(side)}>
          <TabList label={t(`tabs.${side}`)} tabs={offered.map((value) => ({ value, label: names[value] }))} />
          <span className="ml-auto flex shrink-0">
            {actions}
            <CopyButton compact text={shown} label={t(`copyShown.${what}`)} done={t(`copied.${what}`)} />
          </span>
        </PaneHeader>
        <TabPanel value="pretty">{bodyView('pretty')}</TabPanel>
        <TabPanel value="raw">{bodyView('raw')}</TabPanel>
        <TabPanel value="headers" scrolls className="mono flex flex-col gap-3 px-4 py-2.5 text-small/5 wide:px-5">
          <div className="flex flex-col gap-1.5">
            <p className="font-strong wrap-anywhere">
              <MarkedText text={message.start} />
            </p>
            <HeaderList headers={message.headers} />
          </div>
          {isEmpty && <p className="font-ui text-text-3">{t('noBody')}</p>}
          {children}
        </TabPanel>
      </Tabs>
    </section>
  )
}

export function PaneHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex h-9.5 shrink-0 items-center gap-4 border-b border-border pr-2 pl-4 wide:pl-5">
      <h2 className="font-title">{title}</h2>
      {children}
    </div>
  )
}
