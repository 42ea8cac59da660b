import type { ProblemCode } from './problem.ts'
import type { SourceName } from './pure/credentials/token-source.ts'
import type { HowObtained } from './token.ts'

/** Times are epoch ms on the account's clock. Of a token there is a short hash, never the token. */
export interface TimelineToken {
  /** The first 6 hex digits of its SHA-256, as in the markers of recorded exchanges. */
  hash: string
  family: SourceName
  source: HowObtained
  obtainedAt: number
  /** Absent when nobody knows. */
  expiresAt?: number
  /** A newer one of this family was obtained here; this one works until at most 5 minutes later. */
  replacedAt?: number
  /** A call with it was refused. */
  refused?: { at: number; errcode: number }
}

export type TimelineEvent =
  /** A forced refresh left, whether or not WeChat gave another token for it. */
  | { kind: 'forced'; at: number; family: SourceName }
  /** A fetch failed; the same failure again within 10 minutes is not told again. */
  | { kind: 'failed'; at: number; family: SourceName; code: ProblemCode; errcode?: number }
  /** The machine slept for so long and woke at `at`. */
  | { kind: 'sleep'; at: number; ms: number }
  /** The wall clock moved by so much against the monotonic one: it was set, or the machine slept. */
  | { kind: 'clock-jump'; at: number; ms: number }

/** What happened to an AppID's tokens in the last 24 hours, all families, oldest first. */
export interface TimelineView {
  accountId: string
  /** As of sending. */
  now: number
  tokens: TimelineToken[]
  events: TimelineEvent[]
}
