import type { ExchangeSummary, ExchangeUsage, ExchangeView } from '#contract/exchange.ts'
import type { RetentionLimits } from './retention.ts'

export const bodySides = ['request', 'response'] as const
export type BodySide = (typeof bodySides)[number]

/** A body that the store has received; `file` is the name of its file in the store. */
export type StoredBody = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'file'; name: string; size: number }

export type StoredBodies = Record<BodySide, StoredBody>

/**
 * Writes a body into the store: redacted bytes, in order. Small ones stay in memory, ones over 1 MiB become a file.
 * Never rejects: on a full disk the body stays in memory up to a limit; beyond it only the beginning is kept, and the
 * size says so.
 */
export interface BodyWriter {
  /** Resolves when the next chunk may follow. The writer owns the chunk from then on. */
  write(chunk: Uint8Array): Promise<void>
  /** Ends the body and returns it for {@link ExchangeStore.put}. */
  finish(): Promise<StoredBody>
  /** Discards what was written. */
  discard(): Promise<void>
}

/**
 * The recorded exchanges within {@link RetentionLimits}; the oldest are evicted first. Everything in it is redacted.
 */
export interface ExchangeStore {
  /** The highest id ever given, 0 in a new store. */
  lastId(): Promise<number>
  openBody(): BodyWriter
  /** Returns the ids of the evicted. */
  setLimits(limits: RetentionLimits): Promise<number[]>
  /** Number of listed exchanges, and their size. */
  usage(): Promise<ExchangeUsage>
  /** Returns the ids of the evicted. A failed put may be repeated. */
  put(exchange: ExchangeView, bodies: StoredBodies): Promise<number[]>
  /** Up to `length` bytes from `offset` of a body that has not been put yet. */
  unwritten(id: number, side: BodySide, body: StoredBody, offset: number, length: number): Promise<Uint8Array>
  /** Discards these bodies. */
  discard(id: number, bodies: StoredBodies): Promise<void>
  /** Newest first. */
  list(): Promise<ExchangeSummary[]>
  get(id: number): Promise<ExchangeView | undefined>
  /** Up to `length` bytes from `offset`; `undefined` when there is no such exchange. */
  body(id: number, side: BodySide, offset: number, length: number): Promise<Uint8Array | undefined>
  /** Returns the ids of the evicted: unpinning may put an exchange over the limits. */
  pin(ids: number[], pinned: boolean): Promise<number[]>
  /** Hides them from all of the above until they are restored or deleted; they no longer count. */
  remove(ids: number[]): Promise<void>
  /** Returns the ids of the evicted. */
  restore(ids: number[]): Promise<number[]>
  /** Deletes those of `ids` that are removed, for good. */
  wipe(ids: number[]): Promise<void>
  /** For good, at once. */
  removeAccount(accountId: string): Promise<void>
}

/** The row of the list: everything but the viewer's details. */
export function summaryOf(view: ExchangeView): ExchangeSummary {
  const { request: _, response: _2, connection: _3, redactions: _4, problem: _5, ...summary } = view
  return summary
}
