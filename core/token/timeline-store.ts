import type { TokenFamily } from '../../contract/accounts.ts'
import type { TimelineEvent } from '../../contract/timeline.ts'
import type { TokenSource } from '../../contract/token.ts'

/** What is kept of a moment; `at` in epoch ms of the account's clock, `hash` a token's fingerprint. */
export type TimelineRecord =
  | { kind: 'token'; at: number; hash: string; family: TokenFamily; source: TokenSource; expiresAt?: number }
  | { kind: 'refused'; at: number; hash: string; family: TokenFamily; errcode: number }
  | TimelineEvent

/** The records of all places (`placeKeyOf`), which hold no token and no secret. */
export interface TimelineStore {
  /** In the order they were added. */
  list(): Promise<{ place: string; record: TimelineRecord }[]>
  add(place: string, record: TimelineRecord): Promise<void>
  /** In place of all records of the place. */
  replace(place: string, records: readonly TimelineRecord[]): Promise<void>
  /** Drops a place's records from before `at`, and the oldest beyond `most`. */
  prune(place: string, at: number, most: number): Promise<void>
  remove(place: string): Promise<void>
}
