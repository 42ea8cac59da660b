import type { Settings } from '#contract/settings.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { ProxyPasswords } from '#core/accounts/proxy-passwords.ts'
import type { Exchanges } from '#core/exchange/exchanges.ts'
import type { Module, ModuleContext } from '#core/model/module.ts'
import type { TrustStore } from '#core/net/trust/trust-store.ts'
import type { WechatClient } from '#core/wechat/client.ts'
import { createRouteService, type RouteService } from './route-service.ts'
import { createRoutes, type SystemProxy } from './routes.ts'

export interface RouteDeps {
  accounts: Accounts
  proxyPasswords: ProxyPasswords
  exchanges: Exchanges
  client: WechatClient
  trustStore: TrustStore
  settings(): Settings
  sandboxRuns(): Promise<unknown>
  systemProxy: SystemProxy | undefined
}

/** How the accounts' requests leave this computer. */
export function createRoute({ bus }: Pick<ModuleContext, 'bus'>, deps: RouteDeps): Module<RouteService, 'route'> {
  const {
    accounts,
    client,
    trustStore,
    proxyPasswords: passwords,
    systemProxy,
    exchanges,
    settings,
    sandboxRuns,
  } = deps
  const service = createRouteService({
    routes: createRoutes({ trustStore, passwords, systemProxy }),
    accounts,
    client,
    exchange: exchanges.get,
    settings,
    sandboxRuns,
  })
  // An open connection still leads to the former route.
  bus.on('AccountChanged', ({ after }) => client.closeIdle(after.id))
  bus.on('AccountRemoved', ({ account }) => client.closeIdle(account.id))

  return {
    service,
    handlers: {
      route: { test: ({ accountId, draft }, signal) => service.test(accounts.get(accountId), draft, signal) },
    },
    snapshots: {},
  }
}
