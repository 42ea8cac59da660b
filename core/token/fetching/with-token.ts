import type { SourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { ExchangeStep } from '#contract/pure/request/initiator.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { FetchToken, TokenCell } from '#core/token/cell/token-cell.ts'
import { refusalOf } from '#core/token/diagnosis/probe.ts'

/** Which part of a call a request is, and the exchange that made it be sent now. */
export interface Link {
  step: ExchangeStep
  causedBy?: number
}

const linkOf = (step: ExchangeStep, causedBy: number | undefined): Link =>
  causedBy === undefined ? { step } : { step, causedBy }

export interface WithTokenOptions {
  traits: SourceTraits
  cell: TokenCell
  /** How this caller asks for a token. */
  ask(link: Link): FetchToken
  signal?: AbortSignal
}

/** An API call that needs a token; called at most twice. */
export type TokenCall<T> = (token: string, link: Link) => Promise<T>

/**
 * Runs an API call with the held token, fetched first when there is none. On 40001, 40014 or 42001 it fetches once and
 * replays once, and only if the refused token was still the held one: otherwise somebody has fetched already, and the
 * newer token is used. Nothing is fetched here where that harms production, which uses the token before: the person is
 * asked (`confirm-classic`), or shown what WeChat answered. A token that cannot be renewed is `no-token` when it is gone.
 */
export async function withToken<T>(call: TokenCall<T>, options: WithTokenOptions): Promise<T> {
  const { cell, traits } = options
  const accepted: TokenCall<T> = async (token, link) => {
    const value = await call(token, link)
    cell.accept(token)
    return value
  }
  const { token, fetchedBy } = await tokenForCall(options)
  try {
    return await accepted(token, linkOf('call', fetchedBy))
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    const wasHeld = cell.refuse(token, refused.errcode)
    if (wasHeld && !isFetchedUnasked(traits)) throw error
    const { exchangeId } = refused
    const next = wasHeld
      ? await cell.fetch(options.ask(linkOf('refetch', exchangeId)), options.signal, 'renewed')
      : (await tokenForCall(options, exchangeId)).token
    // WeChat says that the refused token is the current one: asking again gives the same answer.
    if (next === token) throw error
    return await replay(accepted, next, cell, exchangeId)
  }
}

async function replay<T>(call: TokenCall<T>, token: string, cell: TokenCell, causedBy?: number): Promise<T> {
  try {
    return await call(token, linkOf('replay', causedBy))
  } catch (error) {
    const refused = refusalOf(error)
    if (refused) cell.refuse(token, refused.errcode)
    throw error
  }
}

/** `fetchedBy`: the exchange that brought the token just now, unless another caller's flight did. */
async function tokenForCall(
  { cell, traits, ask, signal }: WithTokenOptions,
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
    // A failed renewal is no reason not to use what is still alive.
    const alive = cell.alive()
    if (alive === undefined || isCancelled(error)) throw error
    return { token: alive }
  }
}

const isFetchedUnasked = ({ canRenew, harmsProduction }: SourceTraits) => canRenew && !harmsProduction

function isCancelled(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'cancelled'
}
