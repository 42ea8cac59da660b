import type { TokenFamily } from '#contract/accounts.ts'
import type { ExchangeStep } from '#contract/pure/initiator.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { refusalOf } from './diagnosis/probe.ts'
import type { FetchToken, TokenCell } from './token-cell.ts'

export interface WithTokenOptions {
  family: TokenFamily
  cell: TokenCell
  /** How this caller asks WeChat for a token; `causedBy` is the exchange that made it do so. */
  source(step: ExchangeStep, causedBy?: number): FetchToken
  signal?: AbortSignal
}

/** An API call that needs a token; called at most twice. `causedBy` is the exchange that made it be sent now. */
export type TokenCall<T> = (token: string, step: ExchangeStep, causedBy?: number) => Promise<T>

/**
 * Runs an API call with the held token, fetched first when there is none. On 40001, 40014 or 42001 it fetches once and
 * replays once, and only if the refused token was still the held one: otherwise somebody has fetched already, and the
 * newer token is used. A classic token is never fetched here, since that would retire the one production uses: the
 * person is asked (`confirm-classic`), or told what WeChat answered. A pasted one cannot be fetched (`no-token`).
 */
export async function withToken<T>(call: TokenCall<T>, options: WithTokenOptions): Promise<T> {
  const { cell, family } = options
  const accepted: TokenCall<T> = async (token, step, causedBy) => {
    const value = await call(token, step, causedBy)
    cell.accept(token)
    return value
  }
  const { token, fetchedBy } = await tokenForCall(options)
  try {
    return await accepted(token, 'call', fetchedBy)
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    const wasHeld = cell.refuse(token, refused.errcode)
    if (wasHeld && family !== 'stable') throw error
    const next = wasHeld
      ? await cell.fetch(options.source('refetch', refused.exchangeId), options.signal, 'renewed')
      : (await tokenForCall(options, refused.exchangeId)).token
    // WeChat says that the refused token is the current one: asking again gives the same answer.
    if (next === token) throw error
    return await replay(accepted, next, cell, refused.exchangeId)
  }
}

async function replay<T>(call: TokenCall<T>, token: string, cell: TokenCell, causedBy?: number): Promise<T> {
  try {
    return await call(token, 'replay', causedBy)
  } catch (error) {
    const refused = refusalOf(error)
    if (refused) cell.refuse(token, refused.errcode)
    throw error
  }
}

/** `fetchedBy`: the exchange that brought the token just now, unless another caller's flight did. */
async function tokenForCall(
  { cell, family, source, signal }: WithTokenOptions,
  causedBy?: number,
): Promise<{ token: string; fetchedBy?: number }> {
  const fresh = cell.fresh()
  if (fresh !== undefined) return { token: fresh }
  if (family !== 'stable') {
    const alive = cell.alive()
    if (alive !== undefined) return { token: alive }
    throw new ProblemError({ code: family === 'classic' ? 'confirm-classic' : 'no-token', retry: 'never' })
  }
  try {
    let fetchedBy: number | undefined
    const ask: FetchToken = async (flight) => {
      const fetched = await source('token-for-call', causedBy)(flight)
      fetchedBy = fetched.exchangeId
      return fetched
    }
    const token = await cell.fetch(ask, signal, 'renewed')
    return { token, ...(fetchedBy !== undefined && { fetchedBy }) }
  } catch (error) {
    // A failed renewal is no reason not to use what is still alive.
    const alive = cell.alive()
    if (alive === undefined || isCancelled(error)) throw error
    return { token: alive }
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'cancelled'
}
