import type { AccountView } from '#contract/accounts.ts'
import type { ExchangeSummary } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import type { TokenView } from '#contract/token.ts'

const account: AccountView = {
  id: 'a1',
  label: 'Qinghe Reading',
  appId: 'wx3f9a1c07d2b84e65',
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: 'off',
  origin: { kind: 'official', host: 'api.weixin.qq.com' },
  dialledOrigin: 'https://api.weixin.qq.com',
  ipRefresh: 'off',
  proxy: { kind: 'none' },
  secret: 'held',
  sameAppId: [],
}

function exchange(id: number, more: Partial<ExchangeSummary> = {}): ExchangeSummary {
  return {
    id,
    accountId: account.id,
    method: 'GET',
    origin: 'https://api.weixin.qq.com',
    path: '/cgi-bin/getcallbackip',
    initiator: { by: 'user', action: 'command' },
    step: 'call',
    startedAt: Date.now(),
    pinned: false,
    outcome: { kind: 'ok' },
    status: 200,
    ...more,
  }
}

const noToken: TokenView = {
  accountId: account.id,
  state: 'none',
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: { mode: 'off', state: 'off' },
}

const MINUTE = 60_000

/** What is left of two hours. */
function life(remainingMs: number) {
  return { life: { remainingMs, lifetimeMs: 120 * MINUTE, expiresAt: Date.now() + remainingMs } }
}

/** A token that lives, 83 minutes before its end. */
function token(more: object = {}): TokenView {
  return {
    ...noToken,
    state: 'live',
    masked: '92_kQm…Zt4A',
    hash: '0a1b2c3d',
    source: 'fetched',
    obtainedAt: Date.now() - 37 * MINUTE,
    ...life(83 * MINUTE),
    force: { usedToday: 3, limit: 20, waitMs: 0 },
    ...more,
  } as TokenView
}

/** WeChat refused the IP that a token was asked for from. */
const refusedIp: Extract<Problem, { code: 'wechat' }> = {
  code: 'wechat',
  errcode: 40164,
  errmsg: 'invalid ip',
  rid: '6b03d728-2f60b3c1-4d0e9a77',
  seenIp: '203.0.113.47',
  endpoint: 'token',
  exchangeId: 7,
  retry: 'never',
}

/** Views with nothing unusual about them. */
export const samples = { account, exchange, noToken, token, life, refusedIp }
