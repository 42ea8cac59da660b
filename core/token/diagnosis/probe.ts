import type { ProbeResult } from '#contract/token.ts'
import type { TokenCell } from '#core/token/cell/token-cell.ts'
import type { RequestContext, WechatClient } from '#core/wechat/client.ts'
import { isWechatRefusal, type WechatRefusal } from '#core/wechat/wechat-problem.ts'

/**
 * Tests a token with a harmless call, and reports the result to the cell. Nothing is fetched or replayed; a failure
 * that says nothing about the token is thrown.
 */
export async function probeToken(
  client: Pick<WechatClient, 'ipList'>,
  cell: Pick<TokenCell, 'accept' | 'refuse'>,
  context: RequestContext,
  token: string,
): Promise<ProbeResult> {
  try {
    await client.ipList('callback', { ...context, step: 'probe' }, token)
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    cell.refuse(token, refusal.errcode)
    return { outcome: 'refused', errcode: refusal.errcode }
  }
  cell.accept(token)
  return { outcome: 'works' }
}

/** The refusal of a token that is not, or no longer, current: 40001, 40014, 42001; `undefined` for any other error. */
export function refusalOf(error: unknown): WechatRefusal | undefined {
  return isWechatRefusal(error) && error.problem.retry === 'refetch' ? error.problem : undefined
}
