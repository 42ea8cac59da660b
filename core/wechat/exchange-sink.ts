import type { ExchangeSummary, ExchangeView } from '../../contract/exchange.ts'
import type { ExchangeBodies } from '../exchange/exchange-store.ts'

/** Where the recorder reports. What it gets is redacted already. */
export interface ExchangeSink {
  nextId(): number
  started(summary: ExchangeSummary): void
  finished(view: ExchangeView, bodies: ExchangeBodies): void
}
