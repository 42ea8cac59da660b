import type { AccountView } from '../../contract/accounts.ts'

const account: AccountView = {
  id: 'a1',
  label: 'Qinghe Reading',
  appId: 'wx3f9a1c07d2b84e65',
  family: 'stable',
  renewal: 'off',
  origin: { kind: 'official', host: 'api.weixin.qq.com' },
  dialledOrigin: 'https://api.weixin.qq.com',
  ipRefresh: 'off',
  secret: 'held',
  sameAppId: [],
}

/** Views with nothing unusual about them. */
export const samples = { account }
