import type { SourceName } from '#contract/pure/credentials/token-source.ts'
import type { TimelineEvent } from '#contract/timeline.ts'
import type { HowObtained } from '#contract/token.ts'

/** A stored event; `at` in epoch ms of the account's clock, `hash` a token's fingerprint. */
export type TimelineRecord =
  | { kind: 'token'; at: number; hash: string; family: SourceName; source: HowObtained; expiresAt?: number }
  | { kind: 'refused'; at: number; hash: string; family: SourceName; errcode: number }
  | TimelineEvent

/**
 * Limits per (origin, AppID): the newest `least` always stay; of the others, none older than `before` and at most
 * `most` in all.
 */
export interface TimelineBounds {
  before: number
  least: number
  most: number
}

/** The records within the limits; both lists oldest first. */
export function retained(
  records: readonly TimelineRecord[],
  { before, least, most }: TimelineBounds,
): TimelineRecord[] {
  return records.filter(({ at }, index) => at >= before || index >= records.length - least).slice(-most)
}

/** The records of every (origin, AppID) (`originKeyOf`), which hold no token and no secret. */
export interface TimelineStore {
  /** In the order they were added. */
  list(): Promise<{ place: string; record: TimelineRecord }[]>
  add(place: string, record: TimelineRecord): Promise<void>
  /** Replaces all records of the (origin, AppID). */
  replace(place: string, records: readonly TimelineRecord[]): Promise<void>
  prune(place: string, bounds: TimelineBounds): Promise<void>
  remove(place: string): Promise<void>
}
