import type { Problem } from '#contract/problem.ts'
import { type SourceTraits, sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { ExchangeStep, Initiator } from '#contract/pure/request/initiator.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Account } from '#core/model/account.ts'
import type { Credential, RequestContext, WechatClient } from '#core/wechat/client.ts'

export interface ObtainedToken {
  token: string
  /** Seconds of life left, as of the reply. */
  expiresInSeconds: number
  exchangeId?: number
}

/** The initiator of a fetch, and its step. */
export interface ObtainCall {
  initiator: Initiator
  step: ExchangeStep
  /** The exchange that caused this one. */
  causedBy?: number
  /** Replaces the token early; only where a source `canForce`. */
  force?: boolean
}

/** The source of one account's tokens. */
export interface TokenSource extends SourceTraits {
  /** Fails as its request does, and with `wrong-family` where nothing can be fetched. */
  obtain(call: ObtainCall, signal: AbortSignal): Promise<ObtainedToken>
}

export interface TokenSourceDeps {
  client: Pick<WechatClient, 'stableToken' | 'classicToken'>
  /** Fails with `secret-needed`. */
  credential(account: Account): Promise<Credential>
  contextFor(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<RequestContext>
  /** A forced refresh is about to be sent. */
  onForced(account: Account): void
}

export function tokenSourceOf(account: Account, deps: TokenSourceDeps): TokenSource {
  const { client, credential, contextFor, onForced } = deps
  const { tokenSource } = account
  return {
    ...sourceTraits(tokenSource),
    async obtain({ initiator, step, causedBy, force: forceRefresh = false }, signal) {
      if (tokenSource.kind === 'pasted') throw wrongFamily('pasted-is-not-fetched')
      const secret = await credential(account)
      const request = await contextFor(account, initiator, signal)
      const context = { ...request, step, ...(causedBy !== undefined && { causedBy }) }
      // Each retires the one before within 5 minutes, whoever uses it.
      if (tokenSource.family === 'classic') return client.classicToken(context, secret)
      // The same one for whoever asks, until 5 minutes before its end or a forced refresh.
      if (forceRefresh) onForced(account)
      return client.stableToken(context, secret, { forceRefresh })
    },
  }
}

/** An operation that a source does not support. */
export function wrongFamily(reason: Extract<Problem, { code: 'wrong-family' }>['reason']): ProblemError {
  return new ProblemError({ code: 'wrong-family', reason, retry: 'never' })
}
