import type { ExchangeView } from '#contract/exchange.ts'

/** A recorded exchange for tests of what keeps them. */
export function testExchange(id: number, accountId = 'a'): ExchangeView {
  return {
    id,
    accountId,
    method: 'GET',
    origin: 'https://api.weixin.qq.com',
    path: '/cgi-bin/getcallbackip',
    initiator: { by: 'user', action: 'command' },
    step: 'call',
    startedAt: 1_000 + id,
    pinned: false,
    outcome: { kind: 'ok' },
    request: { target: '/cgi-bin/getcallbackip', httpVersion: '1.1', headers: [['host', 'x']], body: { size: 0 } },
    redactions: 0,
  }
}

const empty = { kind: 'bytes', bytes: new Uint8Array() } as const
export const noBodies = { request: empty, response: empty }
