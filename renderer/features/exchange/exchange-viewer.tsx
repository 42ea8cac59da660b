import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '../../../contract/exchange.ts'
import { Explanation } from '../explain/explanation.tsx'
import { ExchangeFacts } from './exchange-facts.tsx'
import { PaneHeader, RawMessage, RedactionNote } from './raw-message.tsx'
import { Waterfall } from './waterfall.tsx'

/** What is known of an exchange, from its facts down to the bytes. */
export function ExchangeViewer({ exchange }: { exchange: ExchangeView }) {
  const { t } = useTranslation('exchange')
  const { request, response } = exchange
  const requestLine = `${exchange.method} ${request.target} HTTP/${request.httpVersion}`
  return (
    <>
      <ExchangeFacts exchange={exchange} />
      <Explanation exchange={exchange} />
      <Waterfall exchange={exchange} />
      <div className="grid min-h-0 grow grid-cols-[minmax(0,11fr)_minmax(0,12fr)] grid-rows-1">
        <div className="flex min-h-0 flex-col">
          <RawMessage id={exchange.id} side="request" message={{ ...request, start: requestLine }}>
            <RedactionNote count={exchange.redactions} />
          </RawMessage>
        </div>
        <div className="flex min-h-0 flex-col border-l border-border">
          {response ? (
            <RawMessage
              id={exchange.id}
              side="response"
              message={{
                ...response,
                start: `HTTP/${response.httpVersion} ${response.status} ${response.statusText}`.trimEnd(),
              }}
            />
          ) : (
            <>
              <PaneHeader title={t('response')} />
              <p className="px-4 py-3 text-text-3 wide:px-5">
                {t(exchange.outcome.kind === 'running' ? 'stillRunning' : 'noResponse')}
              </p>
            </>
          )}
        </div>
      </div>
    </>
  )
}
