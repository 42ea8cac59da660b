import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import { causeOf } from '#contract/pure/request/initiator.ts'
import { formatDuration, formatSize } from '#renderer/ui/text/format.ts'
import { ShownText } from '#renderer/ui/text/shown-text.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** The exchange in one line. */
export function ExchangeFacts({ exchange }: { exchange: ExchangeView }) {
  const { t } = useTranslation('exchange')
  const { time } = useFormat()
  const { response, connection, phases, size } = exchange
  return (
    <dl className="flex shrink-0 flex-wrap gap-x-5 gap-y-1 border-b border-border px-4 py-2 wide:gap-x-6 wide:px-5 wide:py-3.5">
      <Fact name={t('fact.status')}>
        {response ? <ShownText text={`${response.status} ${response.statusText}`.trimEnd()} /> : t('fact.none')}
      </Fact>
      {phases && <Fact name={t('fact.total')}>{formatDuration(phases.total)}</Fact>}
      {size !== undefined && <Fact name={t('fact.body')}>{formatSize(size)}</Fact>}
      {connection && (
        <>
          <Fact name={t('fact.remote')}>
            <span className="mono">
              <ShownText text={connection.via ?? addressOf(connection)} />
            </span>
          </Fact>
          <Fact name={t('fact.connection')}>
            {t(connection.reused ? 'fact.reused' : 'fact.new')} · {tlsOf(connection) ?? t('fact.plain')}
          </Fact>
        </>
      )}
      {exchange.unsaved && <Fact name={t('unsaved')}>{t('unsavedWhy')}</Fact>}
      <Fact name={t('fact.cause')} last>
        {t(`cause.${causeOf(exchange)}`)} · {time(exchange.startedAt)}
      </Fact>
    </dl>
  )
}

type Connection = NonNullable<ExchangeView['connection']>

/** `101.91.34.103:443`, `[2001:db8::1]:443`. */
export function addressOf({ remoteAddress, remotePort }: Connection): string {
  return remoteAddress.includes(':') ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`
}

/** `TLSv1.3` is how the library spells it, not how one says it. */
function tlsOf({ tls }: Connection): string | undefined {
  return tls?.version.replace('TLSv', 'TLS ')
}

function Fact({ name, last = false, children }: { name: string; last?: boolean; children: ReactNode }) {
  return (
    <div className={last ? 'wide:ml-auto' : ''}>
      <dt className="text-small text-text-3">{name}</dt>
      <dd className="font-strong whitespace-nowrap tabular-nums">{children}</dd>
    </div>
  )
}
