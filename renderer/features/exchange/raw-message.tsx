import { ShieldCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyFacts, Headers } from '../../../contract/exchange.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { formatSize } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import type { BodyText } from './body-reader.ts'
import { CodeLines } from './code-lines.tsx'
import { prettyTokens } from './json-text.ts'
import { MarkedText } from './marked-text.tsx'
import { type Side, useBody } from './use-body.ts'

interface Message {
  /** Request line or status line. */
  start: string
  headers: Headers
  trailers?: Headers
  body: BodyFacts
}

/** One side of an exchange in the order of the wire: first line, headers, body. */
export function RawMessage({
  id,
  side,
  message,
  children,
}: {
  id: number
  side: Side
  message: Message
  children?: ReactNode
}) {
  const { t } = useTranslation('exchange')
  const { body, failure, more } = useBody(id, side, message.body.size)
  const [view, setView] = useState<'pretty' | 'received'>('pretty')
  const pretty = body && prettyTokens(body.text)
  return (
    <>
      <PaneHeader title={t(side)}>
        {pretty && pretty.length > 0 && (
          <Segmented<'pretty' | 'received'>
            label={t('view')}
            value={view}
            onChange={setView}
            className="ml-auto"
            options={[
              { value: 'pretty', label: t('pretty') },
              { value: 'received', label: t(side === 'request' ? 'asSent' : 'asReceived') },
            ]}
          />
        )}
        {body && body.read > 0 && (
          <span className={pretty ? '' : 'ml-auto'}>
            <CopyButton compact text={body.text} label={t(`copyBody.${side}`)} done={t('copiedBody')} />
          </span>
        )}
      </PaneHeader>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by key
        tabIndex={0}
        aria-label={t(side)}
        className="mono min-h-0 grow overflow-y-auto py-2.5 text-small/5 -outline-offset-2"
      >
        <Head message={message} />
        {failure && (
          <div className="px-4 pt-3 font-ui wide:px-5">
            <ProblemNote failure={failure} />
          </div>
        )}
        {message.body.size > 0 && (
          <div className="mt-3 border-t border-border pt-3 pr-4 pl-2">
            {body ? (
              <CodeLines tokens={pretty && view === 'pretty' ? pretty : [{ kind: 'blank', text: body.text }]} />
            ) : (
              <p className="px-2 font-ui text-text-3 wide:px-3">{t('loading')}</p>
            )}
          </div>
        )}
        <div className="flex flex-col items-start gap-2 px-4 pt-3 font-ui wide:px-5">
          {body && <More body={body} facts={message.body} onMore={more} />}
          <BodyFactNotes facts={message.body} />
          {message.trailers && message.trailers.length > 0 && <HeaderList headers={message.trailers} />}
          {children}
        </div>
      </section>
    </>
  )
}

export function PaneHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex h-9.5 shrink-0 items-center gap-1.5 border-b border-border pr-2 pl-4 wide:pl-5">
      <h2 className="font-title">{title}</h2>
      {children}
    </div>
  )
}

function Head({ message }: { message: Message }) {
  return (
    <div className="flex flex-col gap-1.5 px-4 wide:px-5">
      <p className="font-strong wrap-anywhere">
        <MarkedText text={message.start} />
      </p>
      <HeaderList headers={message.headers} />
    </div>
  )
}

function HeaderList({ headers }: { headers: Headers }) {
  return (
    <dl>
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header is its place, names repeat
        <div key={index} className="grid grid-cols-[minmax(0,132px)_minmax(0,1fr)] gap-x-3">
          <dt className="text-text-3 wrap-anywhere">{name}</dt>
          <dd className="wrap-anywhere">
            <MarkedText text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function More({ body, facts, onMore }: { body: BodyText; facts: BodyFacts; onMore(): void }) {
  const { t } = useTranslation('exchange')
  if (body.read >= facts.size) return null
  return (
    <Button size="s" onClick={onMore}>
      {t('more', { size: formatSize(facts.size - body.read) })}
    </Button>
  )
}

/** What the shown bytes are not: all of the body, or the bytes of the wire. */
function BodyFactNotes({ facts }: { facts: BodyFacts }) {
  const { t } = useTranslation('exchange')
  return (
    <>
      {facts.size === 0 && <p className="text-text-3">{t('noBody')}</p>}
      {facts.fullSize !== undefined && (
        <p className="text-small text-warn-text">
          {t('cutShort', { full: formatSize(facts.fullSize), kept: formatSize(facts.size) })}
        </p>
      )}
      {facts.encoded && (
        <p className="text-small wrap-anywhere text-text-3">
          {t('encoded', { ...facts.encoded, size: formatSize(facts.encoded.size) })}
        </p>
      )}
    </>
  )
}

/** Said beside what was recorded, so that nobody takes a marker for what was sent. */
export function RedactionNote({ count }: { count: number }) {
  const { t } = useTranslation('exchange')
  if (count === 0) return null
  return (
    <p className="flex items-start gap-2 rounded-2 bg-surface-2 px-3 py-2 text-small/4.5 text-text-2">
      <Icon of={ShieldCheck} size="s" className="mt-0.5" />
      {t('redacted', { count })}
    </p>
  )
}
