import type { ExchangeSummary, ExchangeUsage, ExchangeView } from '#contract/exchange.ts'
import type { RetentionLimits } from './retention.ts'

export const bodySides = ['request', 'response'] as const
export type BodySide = (typeof bodySides)[number]

/** A recorded body that the store has taken in; `file` is one of its own, of which it knows where it lies. */
export type StoredBody = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'file'; name: string; size: number }

export type StoredBodies = Record<BodySide, StoredBody>

/**
 * A recorded body on its way into the store: redacted bytes, in order. Small ones stay in memory, ones over 1 MiB
 * become a file. Never rejects: where the disk takes no more, it stays in memory up to a bound; of one beyond that the
 * beginning is kept, and the size says so.
 */
export interface BodyWriter {
  /** Resolves when it may go on. The chunk is the writer's from then on. */
  write(chunk: Uint8Array): Promise<void>
  /** Ends it; what {@link ExchangeStore.put} takes. */
  finish(): Promise<StoredBody>
  /** Forgets what was written. */
  discard(): Promise<void>
}

/** The recorded exchanges within {@link RetentionLimits}; the oldest are evicted first. Everything in it is redacted. */
export interface ExchangeStore {
  /** The highest id ever given, 0 in a new store. */
  lastId(): Promise<number>
  openBody(): BodyWriter
  /** Answers the ids of the evicted. */
  setLimits(limits: RetentionLimits): Promise<number[]>
  /** How many are listed, and their size. */
  usage(): Promise<ExchangeUsage>
  /** Answers the ids of the evicted. One that failed may be put again. */
  put(exchange: ExchangeView, bodies: StoredBodies): Promise<number[]>
  /** Up to `length` bytes from `offset` of a body that has not been put yet. */
  unwritten(id: number, side: BodySide, body: StoredBody, offset: number, length: number): Promise<Uint8Array>
  /** These bodies will not be put. */
  discard(id: number, bodies: StoredBodies): Promise<void>
  /** Newest first. */
  list(): Promise<ExchangeSummary[]>
  get(id: number): Promise<ExchangeView | undefined>
  /** Up to `length` bytes from `offset`; `undefined` when there is no such exchange. */
  body(id: number, side: BodySide, offset: number, length: number): Promise<Uint8Array | undefined>
  /** Answers the ids of the evicted: an exchange that is unpinned may be over the limits. */
  pin(ids: number[], pinned: boolean): Promise<number[]>
  /** Hides them from all of the above until they are restored or wiped; they no longer count. */
  remove(ids: number[]): Promise<void>
  /** Answers the ids of the evicted. */
  restore(ids: number[]): Promise<number[]>
  /** Deletes those of `ids` that are removed, for good. */
  wipe(ids: number[]): Promise<void>
  /** For good, at once. */
  removeAccount(accountId: string): Promise<void>
}

/** The row of the list: all but what only the viewer shows. */
export function summaryOf(view: ExchangeView): ExchangeSummary {
  const { request: _, response: _2, connection: _3, redactions: _4, problem: _5, ...summary } = view
  return summary
}
