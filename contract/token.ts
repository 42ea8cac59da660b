import { type } from '@orpc/contract'
import { z } from 'zod'
import { tokenTextSchema } from './accounts.ts'
import { accountIdSchema, command } from './base.ts'
import type { Problem, ProblemCode } from './problem.ts'
import type { TokenHint } from './pure/credentials/credential-shapes.ts'
import type { SourceName, TokenSource } from './pure/credentials/token-source.ts'

/** How a token came to this console. `renewed`: fetched by the console itself, to auto-renew it or for a call. */
export type HowObtained = 'fetched' | 'renewed' | 'forced' | 'pasted'

/**
 * Why a token is unverified. `clock-changed`: wall and monotonic clock disagree on a classic token's end ·
 * `clock-behind`: the wall clock is earlier than when the console last ran · `newer-obtained`: after a restart, the
 * timeline knows of a newer one that the vault did not get · `pasted`: it was never used here.
 */
export type UnverifiedReason = 'clock-changed' | 'clock-behind' | 'newer-obtained' | 'pasted'

/**
 * What a renewal waits for beside the time. `first-token`: a classic token fetched by hand · `network`: a reply that can
 * be used · `wechat`: WeChat, which is busy or limits · `vault`: what is kept there can be read · `settings`: proxy, CA
 * file or sandbox can be used · `console`: the console's own failure is over · `owner`: nothing is renewed here, since
 * another console or a newer version owns the data folder · `person`: `problem` gives the same answer until a person
 * acts; a token fetched by hand or a new AppSecret starts it again.
 */
export type RenewalWait = 'first-token' | 'network' | 'wechat' | 'vault' | 'settings' | 'console' | 'owner' | 'person'

/**
 * What auto-renew is doing. `waiting`: until `nextInMs`, or for what `waitsFor` names · `renewing`: a request is under
 * way · `retrying`: the last one failed with `problem`, the next leaves in `nextInMs` · `stopped`: nothing is sent
 * before what `waitsFor` names has come.
 */
export interface RenewalView {
  mode: 'off' | 'keep-alive'
  state: 'off' | 'waiting' | 'renewing' | 'retrying' | 'stopped'
  /** Absent while it waits for nothing but the time. */
  waitsFor?: RenewalWait
  nextInMs?: number
  problem?: Problem
  /** How many renewals in a row have failed. */
  attempt?: number
}

/** Forced refreshes of a stable token made by this console; others' are not known to it. */
export interface ForceView {
  /** Since midnight in Beijing. */
  usedToday: number
  limit: number
  /** Ms until the next may leave, 0 when it may now. */
  waitMs: number
}

/** Durations in ms, as of sending; `expiresAt` in epoch ms on the account's clock (the sandbox has its own). */
export interface TokenLife {
  /** Never below 0, the smaller of the wall and the monotonic clock. */
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
 * What is held, if anything. Without a life, nobody knows the end. `unverified`: nobody can say whether it is still good
 * until a call is made with it. `expired` is left only by a new token. `superseded`: a call was answered 40001 or 40014,
 * at that time and with so much of the life left.
 */
export type TokenStanding =
  | { state: 'none'; hash?: never; obtainedAt?: never; life?: never }
  | (Held & { state: 'live'; life?: TokenLife })
  | (Held & { state: 'expiring' | 'expired'; life: TokenLife })
  | (Held & { state: 'unverified'; reason: UnverifiedReason; life?: TokenLife })
  | (Held & { state: 'superseded'; refused: { at: number; remainingMs: number }; life?: TokenLife })
export type TokenState = TokenStanding['state']

/** The account's token, and what is under way or known beside it. */
export type TokenView = TokenStanding & {
  accountId: string
  tokenSource: TokenSource
  /** The last fetch gave the token that was held already. */
  sameAsBefore?: true
  /** A fetch is running since so many ms. */
  fetchingForMs?: number
  /** How the last fetch failed; cleared by the next good one. */
  lastFailure?: { problem: Problem; at: number }
  renewal: RenewalView
  /** Only where the source can be forced. */
  force?: ForceView
  /** The last reply's `Date` is so far ahead of this clock (below 0: behind), when more than 5 min. A note, used for nothing. */
  clockSkewMs?: number
}

/** What a harmless call with the token told. `refused`: 40001, 40014 or 42001. */
export type ProbeResult = { outcome: 'works' } | { outcome: 'refused'; errcode: number }

/**
 * What became of a token, as far as the evidence goes (docs/token.md has the table).
 * `superseded-by-other`: somebody else got a newer one · `replaced-here`: this console did · `force-refreshed-here`:
 * it did so by force · `other-account`: it is another AppID's, held here · `malformed`: not a whole token.
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

/** One thing that is known about a token. Times are epoch ms on the account's clock, hashes as in the timeline. */
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
  /** When it happened, where that is known; for `superseded-by-other` the earliest and latest it can have been. */
  between?: { from: number; to: number }
  evidence: Evidence[]
}

export const tokenContract = {
  /**
   * Always calls on `stable`. On `classic` it needs `confirmed`, else the problem `confirm-classic`
   * says what would be retired. `force` makes WeChat replace a stable token: it needs `confirmed`, else
   * `confirm-force`; within 30 s of the last one it is refused with `force-too-soon`. `wrong-family` for a forced
   * classic and for any pasted one. Aborting cancels the flight once no caller is left.
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
  /** Takes a token obtained elsewhere, then probes it; a probe that fails is the view's `lastFailure`. Only for `pasted`. */
  paste: command
    .input(
      z.object({
        accountId: accountIdSchema,
        token: tokenTextSchema,
        /** Life left now, as far as it is known. */
        endsInSeconds: z.number().int().positive().max(2_678_400).optional(),
      }),
    )
    .output(type<TokenView>()),
  /** One `getcallbackip` with the held token: nothing is fetched or replayed. Other failures are problems. */
  probe: command.input(z.object({ accountId: accountIdSchema })).output(type<ProbeResult>()),
  /** What became of the held token, or of `token` as it was typed; `probe` allows one harmless call with it. */
  diagnose: command
    .input(z.object({ accountId: accountIdSchema, token: z.string().max(8192).optional(), probe: z.boolean() }))
    .output(type<Diagnosis>()),
  /** The only reply that holds a token, with `copy` and `handOver.copyWithSecrets` on a host without a clipboard. */
  reveal: command.input(z.object({ accountId: accountIdSchema })).output(type<{ token: string }>()),
  /** `copied`: the host put it on its clipboard. Otherwise the page gets it for its own. */
  copy: command
    .input(z.object({ accountId: accountIdSchema }))
    .output(type<{ copied: true } | { copied: false; token: string }>()),
}
