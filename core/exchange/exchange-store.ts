import type { ExchangeSummary, ExchangeView } from '../../contract/exchange.ts'

export type BodySide = 'request' | 'response'

/** Recorded bytes, already redacted. */
export interface ExchangeBodies {
  request: Uint8Array
  response: Uint8Array
}

/** The recorded exchanges, newest {@link MAX_EXCHANGES} kept. Everything in it is redacted. */
export interface ExchangeStore {
  /** The highest id ever given, 0 in a new store. */
  lastId(): Promise<number>
  put(exchange: ExchangeView, bodies: ExchangeBodies): Promise<void>
  /** Newest first. */
  list(): Promise<ExchangeSummary[]>
  get(id: number): Promise<ExchangeView | undefined>
  /** Up to `length` bytes from `offset`; `undefined` when there is no such exchange. */
  body(id: number, side: BodySide, offset: number, length: number): Promise<Uint8Array | undefined>
  removeAccount(accountId: string): Promise<void>
}

/** Exchanges kept across restarts. */
export const MAX_EXCHANGES = 500
/** Bytes recorded of one body; more is counted and not kept. */
export const MAX_RECORDED_BODY = 1024 * 1024
