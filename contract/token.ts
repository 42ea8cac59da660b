import { type } from '@orpc/contract'
import { z } from 'zod'
import { tokenTextSchema } from './accounts.ts'
import { accountIdSchema, command } from './base.ts'
import type { Problem, ProblemCode } from './problem.ts'
import type { TokenHint } from './pure/credentials/credential-shapes.ts'
import type { SourceName, TokenSource } from './pure/credentials/token-source.ts'

/** How the console got a token. `renewed`: fetched by the console itself, by auto-renew or for a call. */
export type HowObtained = 'fetched' | 'renewed' | 'forced' | 'pasted'

/**
 * Why a token is unverified. `clock-changed`: wall and monotonic clock disagree on a classic token's end ·
 * `clock-behind`: the wall clock is earlier than when the console last ran · `newer-obtained`: after a restart, the
 * timeline has a newer token that the vault has not · `pasted`: it was never used here.
 */
export type UnverifiedReason = 'clock-changed' | 'clock-behind' | 'newer-obtained' | 'pasted'

/**
 * What a renewal waits for beside the time. `first-token`: a classic token fetched by hand · `network`: a usable reply
 * · `wechat`: WeChat is busy or limits calls · `vault`: the stored token can be read · `settings`: proxy, CA file or
 * sandbox can be used · `console`: the console's own failure is over · `owner`: nothing is renewed here, since another
 * console or a newer version owns the data folder · `person`: `problem` will not change until a person acts; a token
 * fetched by hand or a new AppSecret starts it again.
 */
export type RenewalWait = 'first-token' | 'network' | 'wechat' | 'vault' | 'settings' | 'console' | 'owner' | 'person'

/**
 * The state of auto-renew. `waiting`: until `nextInMs`, or for `waitsFor` · `renewing`: a request is running ·
 * `retrying`: the last one failed with `problem`, the next is sent in `nextInMs` · `stopped`: nothing is sent until
 * `waitsFor` has come.
 */
export interface RenewalView {
  mode: 'off' | 'keep-alive'
  state: 'off' | 'waiting' | 'renewing' | 'retrying' | 'stopped'
  /** Absent while it waits only for the time. */
  waitsFor?: RenewalWait
  nextInMs?: number
  problem?: Problem
  /** Number of renewals in a row that have failed. */
  attempt?: number
}

/** Forced refreshes of a stable token by this console; those of other programs are unknown to it. */
export interface ForceView {
  /** Since midnight in Beijing. */
  usedToday: number
  limit: number
  /** Milliseconds until the next is allowed, 0 when it is now. */
  waitMs: number
}

/** Durations in ms, as of sending; `expiresAt` in epoch ms on the account's clock (the sandbox has its own). */
export interface TokenLife {
  /** Never below 0; the smaller of the remaining times on the wall clock and the monotonic clock. */
  remainingMs: number
  /** `expires_in` of the reply; a stable token may arrive with part of its life spent. */
  lifetimeMs: number
  expiresAt: number
}

interface Held {
  /** First 6 … last 4 characters. */
  masked: string
  /** The first 6 hex digits of its SHA-256, as in the timeline and in markers. */
  hash: string
  source: HowObtained
  /** Epoch ms on the account's clock. */
  obtainedAt: number
}

/**
 * The held token, if any. Without a remaining time, the end is unknown. `unverified`: only a call can show whether it
 * still works. `expired` ends only with a new token. `superseded`: a call was answered 40001 or 40014, at that time and
 * with that much left.
 */
export type TokenStanding =
  | { state: 'none'; hash?: never; obtainedAt?: never; life?: never }
  | (Held & { state: 'live'; life?: TokenLife })
  | (Held & { state: 'expiring' | 'expired'; life: TokenLife })
  | (Held & { state: 'unverified'; reason: UnverifiedReason; life?: TokenLife })
  | (Held & { state: 'superseded'; refused: { at: number; remainingMs: number }; life?: TokenLife })
export type TokenState = TokenStanding['state']

/** The account's token, and what is running or known beside it. */
export type TokenView = TokenStanding & {
  accountId: string
  tokenSource: TokenSource
  /** The last fetch returned the token that was already held. */
  sameAsBefore?: true
  /** Milliseconds since the running fetch began. */
  fetchingForMs?: number
  /** The failure of the last fetch; cleared by the next good one. */
  lastFailure?: { problem: Problem; at: number }
  renewal: RenewalView
  /** Only where the source allows a forced refresh. */
  force?: ForceView
  /**
   * Clock skew of the last reply's `Date` in ms (below 0: behind), when more than 5 min. Only shown, used for nothing.
   */
  clockSkewMs?: number
}

/** The result of a token test. `refused`: 40001, 40014 or 42001. */
export type ProbeResult = { outcome: 'works' } | { outcome: 'refused'; errcode: number }

/**
 * The diagnosis of a token, as far as the evidence goes (docs/token.md has the table). `superseded-by-other`: another
 * client got a newer one · `replaced-here`: this console did · `force-refreshed-here`: it did so by force ·
 * `other-account`: it belongs to another AppID, held here · `malformed`: not a whole token.
 */
export type Verdict =
  | 'works'
  | 'expired'
  | 'superseded-by-other'
  | 'replaced-here'
  | 'force-refreshed-here'
  | 'other-account'
  | 'malformed'
  | 'unknown'

/** One piece of evidence about a token. Times are epoch ms on the account's clock, hashes as in the timeline. */
export type Evidence =
  | { fact: 'shape'; hint: TokenHint | 'blanks' | 'not-ascii' | 'part-of-held' }
  | { fact: 'held' | 'formerly-held' | 'never-seen'; hash: string }
  | { fact: 'held-by-other'; hash: string; appId: string }
  | { fact: 'obtained'; at: number; family: SourceName; source: HowObtained }
  | { fact: 'ends'; at: number; passed: boolean }
  | { fact: 'end-unknown' }
  | { fact: 'replaced'; at: number; source: HowObtained; hash: string }
  | { fact: 'worked'; at: number }
  | { fact: 'refused'; at: number; errcode: number }
  | { fact: 'probe'; outcome: 'works' | 'not-asked' }
  | { fact: 'probe'; outcome: 'refused'; errcode: number }
  | { fact: 'probe'; outcome: 'failed'; code: ProblemCode; errcode?: number }

export interface Diagnosis {
  verdict: Verdict
  /** When it happened, where known; for `superseded-by-other` the earliest and latest possible time. */
  between?: { from: number; to: number }
  evidence: Evidence[]
}

export const tokenContract = {
  /**
   * Always sends a request on `stable`. On `classic` it needs `confirmed`, else it fails with `confirm-classic`, which
   * says what would be invalidated. `force` makes WeChat replace a stable token: it needs `confirmed`, else
   * `confirm-force`; within 30 s of the last one it fails with `force-too-soon`. `wrong-family` for a forced classic
   * fetch and any pasted token. Aborting cancels the fetch once nobody else waits for it.
   */
  fetch: command
    .input(
      z.object({
        accountId: accountIdSchema,
        confirmed: z.boolean().default(false),
        force: z.boolean().default(false),
      }),
    )
    .output(type<TokenView>()),
  /** Takes a token obtained elsewhere, then tests it; a failed test is the view's `lastFailure`. Only for `pasted`. */
  paste: command
    .input(
      z.object({
        accountId: accountIdSchema,
        token: tokenTextSchema,
        /** Remaining time now, if known. */
        endsInSeconds: z.number().int().positive().max(2_678_400).optional(),
      }),
    )
    .output(type<TokenView>()),
  /** One `getcallbackip` with the held token: nothing is fetched or replayed. Other failures are problems. */
  probe: command.input(z.object({ accountId: accountIdSchema })).output(type<ProbeResult>()),
  /** The diagnosis of the held token, or of `token` as typed; `probe` allows one harmless call with it. */
  diagnose: command
    .input(z.object({ accountId: accountIdSchema, token: z.string().max(8192).optional(), probe: z.boolean() }))
    .output(type<Diagnosis>()),
  /** The only reply that holds a token, beside `copy` and `share.copyWithSecrets` on a host without a clipboard. */
  reveal: command.input(z.object({ accountId: accountIdSchema })).output(type<{ token: string }>()),
  /** `copied`: the host put it on its clipboard. Otherwise the page gets it for the browser's. */
  copy: command
    .input(z.object({ accountId: accountIdSchema }))
    .output(type<{ copied: true } | { copied: false; token: string }>()),
}
