import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyFacts, ExchangeView, Headers } from '#contract/exchange.ts'
import { formatSize } from '#renderer/ui/text/format.ts'
import { MarkedText, ShownText } from '#renderer/ui/text/shown-text.tsx'
import { addressOf } from './exchange-facts.tsx'

/** Header lines in the order of the wire. */
export function HeaderList({ headers }: { headers: Headers }) {
  return (
    <dl>
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header is its place, names repeat
        <Line key={index} name={<MarkedText text={name} />}>
          <MarkedText text={value} />
        </Line>
      ))}
    </dl>
  )
}

function Line({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,132px)_minmax(0,1fr)] gap-x-3">
      <dt className="text-text-3 wrap-anywhere">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}

/** A line whose text came from outside. */
function TextLine({ name, text }: { name: string; text: string }) {
  return (
    <Line name={name}>
      <ShownText text={text} />
    </Line>
  )
}

/** A few lines under a heading of their own. */
export function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-ui text-small font-strong text-text-2">{title}</h3>
      {children}
    </section>
  )
}

/** What the request went through. */
export function ConnectionLines({ exchange: { connection, request } }: { exchange: ExchangeView }) {
  const { t } = useTranslation('exchange')
  if (!connection) return null
  const { tls } = connection
  return (
    <Facts title={t('connectionTitle')}>
      <dl>
        {connection.via !== undefined && <TextLine name={t('line.proxy')} text={connection.via} />}
        <Line name={t('line.remote')}>{addressOf(connection)}</Line>
        <Line name={t('line.tls')}>{tls?.version ?? t('line.none')}</Line>
        {tls && <TextLine name={t('line.cipher')} text={tls.cipher} />}
        {tls && <TextLine name={t('line.alpn')} text={tls.alpn ?? t('line.none')} />}
        {tls?.issuer !== undefined && <TextLine name={t('line.issuer')} text={tls.issuer} />}
        <Line name={t('line.http')}>{request.httpVersion}</Line>
      </dl>
    </Facts>
  )
}

/** Of encoded bytes there is no more than this. */
export function EncodedLines({ facts: { encoded, fullSize, size } }: { facts: BodyFacts }) {
  const { t } = useTranslation('exchange')
  if (!encoded) return null
  return (
    <Facts title={t('encodedTitle')}>
      <dl>
        <TextLine name={t('line.encoding')} text={encoded.encoding} />
        <Line name={t('line.encodedSize')}>{formatSize(encoded.size)}</Line>
        <Line name={t('line.sha256')}>{encoded.sha256}</Line>
        <Line name={t('line.decodedSize')}>{formatSize(fullSize ?? size)}</Line>
      </dl>
    </Facts>
  )
}
