import type { AccountView } from '#contract/accounts.ts'
import type { TokenState, TokenView } from '#contract/token.ts'
import type { ChosenAccount } from '#core/page-stream/chosen-account.ts'

const account: AccountView = {
  id: 'one',
  label: 'Test',
  appId: 'wx0123456789abcdef',
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: 'off',
  ipRefresh: 'off',
  proxy: { kind: 'none' },
  origin: { kind: 'official', host: 'api.weixin.qq.com' },
  secret: 'held',
  sameAppId: [],
}
const token: TokenView = {
  accountId: 'one',
  state: 'none',
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: { mode: 'off', state: 'off' },
}

/** What is said of a token in a test; without `remainingMs`, nobody knows its end. */
export interface TokenFacts {
  state?: TokenState
  remainingMs?: number
}

/** A chosen account as core gives it. */
export function chosenWith(
  { state = 'none', remainingMs }: TokenFacts,
  accountFacts: Partial<AccountView> = {},
): NonNullable<ReturnType<ChosenAccount['current']>> {
  const life = remainingMs !== undefined && { life: { remainingMs, lifetimeMs: 7_200_000, expiresAt: 0 } }
  return { account: { ...account, ...accountFacts }, token: { ...token, state, ...life } as TokenView }
}
