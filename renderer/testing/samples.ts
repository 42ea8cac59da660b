import type { AccountView } from '#contract/accounts.ts'
import type { ExchangeSummary } from '#contract/exchange.ts'

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

/** Views with nothing unusual about them. */
export const samples = { account, exchange }
