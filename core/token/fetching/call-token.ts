import type { SourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { ExchangeStep, Initiator } from '#contract/pure/request/initiator.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Account } from '#core/model/account.ts'
import type { Cells } from '#core/token/cell/cells.ts'
import type { FetchToken, TokenCell } from '#core/token/cell/token-cell.ts'
import { refusalOf } from '#core/token/diagnosis/probe.ts'
import type { TokenSource } from '#core/token/sources/token-source.ts'
import type { RequestContext } from '#core/wechat/client.ts'

/** What an API call is sent with: it is sent again with what `newer` resolves to, until it succeeds or `newer` rejects. */
export interface CallToken {
  token: string
  context: RequestContext
  /** WeChat took the token. */
  accept(): void
  /**
   * The call failed with `error`. Where that is a refusal of the token, resolves to a newer one, once; otherwise rejects
   * with `error`.
   */
  newer(error: unknown): Promise<CallToken>
}

export interface CallTokens {
  /** What a call with the account's token is sent with first; see {@link tokenForCall}. */
  forCall(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<CallToken>
}

export interface CallTokensDeps {
  cells: Pick<Cells, 'open'>
  sourceFor(account: Account): TokenSource
  contextFor(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<RequestContext>
}

export function createCallTokens({ cells, sourceFor, contextFor }: CallTokensDeps): CallTokens {
  return {
    async forCall(account, initiator, signal) {
      const source = sourceFor(account)
      return tokenForCall({
        traits: source,
        cell: await cells.open(account),
        ask: (link) => (stop) => source.obtain({ initiator, ...link }, stop),
        contextFor: async (link) => ({ ...(await contextFor(account, initiator, signal)), ...link }),
        ...(signal && { signal }),
      })
    },
  }
}

/** The step of a request, and the exchange that caused it. */
export interface Link {
  step: ExchangeStep
  causedBy?: number
}

const linkOf = (step: ExchangeStep, causedBy: number | undefined): Link =>
  causedBy === undefined ? { step } : { step, causedBy }

export interface TokenForCallOptions {
  traits: SourceTraits
  cell: TokenCell
  /** How this caller requests a token. */
  ask(link: Link): FetchToken
  contextFor(link: Link): Promise<RequestContext>
  signal?: AbortSignal
}

/**
 * The held token, fetched first when there is none. On 40001, 40014 or 42001 it is fetched once and the call replayed
 * once, and only if the refused token was still the held one: otherwise somebody has fetched already, and the newer token
 * is used. Nothing is fetched here where that harms production, which uses the token before: the person is asked
 * (`confirm-classic`), or shown what WeChat answered. A token that cannot be renewed is `no-token` when it is gone.
 */
export async function tokenForCall(options: TokenForCallOptions): Promise<CallToken> {
  const { cell, traits, ask, contextFor, signal } = options
  const { token, fetchedBy } = await usableToken(options)
  return {
    token,
    context: await contextFor(linkOf('call', fetchedBy)),
    accept: () => cell.accept(token),
    async newer(error) {
      const refused = refusalOf(error)
      if (!refused) throw error
      const wasHeld = cell.refuse(token, refused.errcode)
      if (wasHeld && !isFetchedUnasked(traits)) throw error
      const { exchangeId } = refused
      const next = wasHeld
        ? await cell.fetch(ask(linkOf('refetch', exchangeId)), signal, 'renewed')
        : (await usableToken(options, exchangeId)).token
      // WeChat says that the refused token is the current one: asking again gives the same answer.
      if (next === token) throw error
      return replayToken(next, await contextFor(linkOf('replay', exchangeId)), cell)
    },
  }
}

/** For the second and last time that a call is sent. */
function replayToken(token: string, context: RequestContext, cell: TokenCell): CallToken {
  return {
    token,
    context,
    accept: () => cell.accept(token),
    async newer(error) {
      const refused = refusalOf(error)
      if (refused) cell.refuse(token, refused.errcode)
      throw error
    },
  }
}

/** `fetchedBy`: the exchange that just fetched the token, unless it was another caller's flight. */
async function usableToken(
  { cell, traits, ask, signal }: TokenForCallOptions,
  causedBy?: number,
): Promise<{ token: string; fetchedBy?: number }> {
  const fresh = cell.fresh()
  if (fresh !== undefined) return { token: fresh }
  if (!isFetchedUnasked(traits)) {
    const alive = cell.alive()
    if (alive !== undefined) return { token: alive }
    throw new ProblemError({ code: traits.canRenew ? 'confirm-classic' : 'no-token', retry: 'never' })
  }
  try {
    let fetchedBy: number | undefined
    const noted: FetchToken = async (flight) => {
      const fetched = await ask(linkOf('token-for-call', causedBy))(flight)
      fetchedBy = fetched.exchangeId
      return fetched
    }
    const token = await cell.fetch(noted, signal, 'renewed')
    return { token, ...(fetchedBy !== undefined && { fetchedBy }) }
  } catch (error) {
    // A failed renewal does not prevent using a live token.
    const alive = cell.alive()
    if (alive === undefined || isCancelled(error)) throw error
    return { token: alive }
  }
}

const isFetchedUnasked = ({ canRenew, harmsProduction }: SourceTraits) => canRenew && !harmsProduction

function isCancelled(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'cancelled'
}
