import type { ProblemCode } from './problem.ts'
import type { SourceName } from './pure/credentials/token-source.ts'
import type { HowObtained } from './token.ts'

/** Times are epoch ms on the account's clock. A token appears only as a short hash. */
export interface TimelineToken {
  /** The first 6 hex digits of its SHA-256, as in the markers of recorded exchanges. */
  hash: string
  family: SourceName
  source: HowObtained
  obtainedAt: number
  /** Absent when the end is unknown. */
  expiresAt?: number
  /** The console obtained a newer token of this type; this one works for at most 5 minutes more. */
  replacedAt?: number
  /** WeChat refused a call with it. */
  refused?: { at: number; errcode: number }
}

export type TimelineEvent =
  /** A forced refresh was sent, whether or not WeChat issued another token. */
  | { kind: 'forced'; at: number; family: SourceName }
  /** A fetch failed; the same failure within 10 minutes is recorded once. */
  | { kind: 'failed'; at: number; family: SourceName; code: ProblemCode; errcode?: number }
  /** The machine slept for `ms` and woke at `at`. */
  | { kind: 'sleep'; at: number; ms: number }
  /** The wall clock moved by `ms` against the monotonic one: it was set, or the machine slept. */
  | { kind: 'clock-jump'; at: number; ms: number }

/** The events of an AppID's tokens in the last 24 hours, all types, oldest first. */
export interface TimelineView {
  accountId: string
  /** As of sending. */
  now: number
  tokens: TimelineToken[]
  events: TimelineEvent[]
}
