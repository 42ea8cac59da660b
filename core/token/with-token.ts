import type { TokenFamily } from '../../contract/accounts.ts'
import type { ExchangeCause } from '../../contract/exchange.ts'
import { ProblemError } from '../problem-error.ts'
import { refusalOf } from './probe.ts'
import type { FetchToken, TokenCell } from './token-cell.ts'

export interface WithTokenOptions {
  family: TokenFamily
  cell: TokenCell
  /** How this caller asks WeChat for a token. */
  source(cause: ExchangeCause): FetchToken
  signal?: AbortSignal
}

/** An API call that needs a token; called at most twice. */
export type TokenCall<T> = (token: string, cause: ExchangeCause) => Promise<T>

/**
 * Runs an API call with the held token, fetched first when there is none. On 40001, 40014 or 42001 it fetches once and
 * replays once, and only if the refused token was still the held one: otherwise somebody has fetched already, and the
 * newer token is used. A classic token is never fetched here, since that would retire the one production uses: the
 * person is asked (`confirm-classic`), or told what WeChat answered. A pasted one cannot be fetched (`no-token`).
 */
export async function withToken<T>(call: TokenCall<T>, options: WithTokenOptions): Promise<T> {
  const { cell, family } = options
  const accepted: TokenCall<T> = async (token, cause) => {
    const value = await call(token, cause)
    cell.accept(token)
    return value
  }
  const token = await tokenForCall(options)
  try {
    return await accepted(token, 'button')
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    const wasHeld = cell.refuse(token, refused.errcode)
    if (wasHeld && family !== 'stable') throw error
    const next = wasHeld
      ? await cell.fetch(options.source('refetch'), options.signal, 'renewed')
      : await tokenForCall(options)
    // WeChat says that the refused token is the current one: asking again gives the same answer.
    if (next === token) throw error
    return await replay(accepted, next, cell)
  }
}

async function replay<T>(call: TokenCall<T>, token: string, cell: TokenCell): Promise<T> {
  try {
    return await call(token, 'replay')
  } catch (error) {
    const refused = refusalOf(error)
    if (refused) cell.refuse(token, refused.errcode)
    throw error
  }
}

async function tokenForCall({ cell, family, source, signal }: WithTokenOptions): Promise<string> {
  const fresh = cell.fresh()
  if (fresh !== undefined) return fresh
  if (family !== 'stable') {
    const alive = cell.alive()
    if (alive !== undefined) return alive
    throw new ProblemError({ code: family === 'classic' ? 'confirm-classic' : 'no-token', retry: 'never' })
  }
  try {
    return await cell.fetch(source('token-for-call'), signal, 'renewed')
  } catch (error) {
    // A failed renewal is no reason not to use what is still alive.
    const alive = cell.alive()
    if (alive === undefined || isCancelled(error)) throw error
    return alive
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'cancelled'
}
