import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import type { ChosenAccount } from '#core/page-stream/chosen-account.ts'

const account: AccountView = {
  id: 'one',
  label: 'Test',
  appId: 'wx0123456789abcdef',
  family: 'stable',
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
  family: 'stable',
  remainingMs: 0,
  lifetimeMs: 7_200_000,
  sameAsBefore: false,
  endKnown: true,
  renewal: { mode: 'off', state: 'off' },
}

/** A chosen account as core gives it. */
export function chosenWith(
  tokenFacts: Partial<TokenView>,
  accountFacts: Partial<AccountView> = {},
): NonNullable<ReturnType<ChosenAccount['current']>> {
  return { account: { ...account, ...accountFacts }, token: { ...token, ...tokenFacts } }
}
