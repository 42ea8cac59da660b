import type { ExchangeSummary, ExchangeView } from '../../contract/exchange.ts'
import type { BodyWriter, StoredBodies } from '../exchange/exchange-store.ts'

/** Where the recorder reports. What it gets is redacted already. */
export interface ExchangeSink {
  nextId(): number
  started(summary: ExchangeSummary): void
  /** For the bodies that `finished` takes. */
  openBody(): BodyWriter
  finished(view: ExchangeView, bodies: StoredBodies): void
}
