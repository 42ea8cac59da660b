import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'
import type { BodyWriter, StoredBodies } from '#core/exchange/store/exchange-store.ts'

/** What is known at once of one that is over. */
export type EndedExchange = ExchangeSummary & Pick<ExchangeView, 'problem' | 'connection'>

/** Where the recorder reports. What it gets is redacted already. */
export interface ExchangeSink {
  nextId(): number
  started(summary: ExchangeSummary): void
  /** For the bodies that `finished` takes. */
  openBody(): BodyWriter
  /** One is over; it is `finished` when `recording` is, and whoever asks for all of it waits for that. */
  ended(exchange: EndedExchange, recording: Promise<void>): void
  finished(view: ExchangeView, bodies: StoredBodies): void
}
