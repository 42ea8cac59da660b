import { type } from '@orpc/contract'
import { z } from 'zod'
import type { TokenFamily } from './accounts.ts'
import { accountIdSchema, command } from './base.ts'
import type { Problem } from './problem.ts'

/** `superseded`: a call with the held token was answered 40001 or 40014. */
export type TokenState = 'none' | 'live' | 'expiring' | 'expired' | 'superseded'

export interface TokenView {
  accountId: string
  state: TokenState
  family: TokenFamily
  /** First 6 … last 4 characters; absent when there is no token. */
  masked?: string
  /** Milliseconds of life left as of sending, never below 0, the smaller of the wall and the monotonic clock. */
  remainingMs: number
  /** `expires_in` of the reply, in ms; a stable token may arrive with part of its life spent. */
  lifetimeMs: number
  /** Epoch ms on the account's clock (the sandbox has its own). */
  obtainedAt?: number
  expiresAt?: number
  /** Epoch ms of the call that was answered 40001/40014. */
  supersededAt?: number
  /** Life that was left at `supersededAt`. */
  supersededRemainingMs?: number
  /** The last fetch gave the token that was held already. */
  sameAsBefore: boolean
  /** A fetch is running since so many ms. */
  fetchingForMs?: number
  /** How the last fetch failed; cleared by the next good one. */
  lastFailure?: { problem: Problem; at: number }
}

export const tokenContract = {
  /**
   * Always calls on `stable`. On `classic` it needs `confirmed`, else the problem `confirm-classic`
   * says what would be retired. Aborting cancels the flight once no caller is left.
   */
  fetch: command
    .input(z.object({ accountId: accountIdSchema, confirmed: z.boolean().default(false) }))
    .output(type<TokenView>()),
  /** The only reply, with `copy` on a host without a clipboard, that holds a token. */
  reveal: command.input(z.object({ accountId: accountIdSchema })).output(type<{ token: string }>()),
  /** `copied`: the host put it on its clipboard. Otherwise the page gets it for its own. */
  copy: command
    .input(z.object({ accountId: accountIdSchema }))
    .output(type<{ copied: true } | { copied: false; token: string }>()),
}
