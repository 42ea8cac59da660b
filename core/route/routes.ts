import type { AccountProxy, ChosenProxy } from '#contract/accounts.ts'
import { checkProxy } from '#contract/pure/net/proxy.ts'
import type { ProxyPasswords } from '#core/accounts/proxy-passwords.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Account } from '#core/model/account.ts'
import type { ReadyProxy } from '#core/net/proxy/ready-proxy.ts'
import type { NetworkRoute } from '#core/net/route.ts'
import type { TrustStore } from '#core/net/trust/trust-store.ts'

/**
 * An account's network route, resolved for every request, so that a change takes effect at the next one. Fails with
 * `ca-file-invalid`, `proxy-password-needed` or `system-proxy-invalid`, before anything is sent.
 */
export interface Routes {
  of(account: Account, origin: string): Promise<NetworkRoute>
  /** As `of`, with typed and unsaved settings. */
  drafted(account: Account, origin: string, chosen: ChosenProxy): Promise<NetworkRoute>
}

/** The proxy that the system or the environment names for a URL, e.g. `http://proxy:3128`; `undefined` for none. */
export type SystemProxy = (url: string) => Promise<string | undefined>

export interface RoutesDeps {
  trustStore: TrustStore
  passwords: Pick<ProxyPasswords, 'read' | 'choose'>
  systemProxy?: SystemProxy | undefined
}

export function createRoutes({ trustStore, passwords, systemProxy }: RoutesDeps): Routes {
  async function fromSystem(origin: string): Promise<ReadyProxy | undefined> {
    const named = await systemProxy?.(origin)
    if (named === undefined) return undefined
    const checked = checkProxy(named)
    if (!checked.ok) throw new ProblemError({ code: 'system-proxy-invalid', reason: checked.reason, retry: 'never' })
    return { ...checked.proxy, ...(checked.password !== undefined && { password: checked.password }) }
  }

  async function proxyOf(account: Account, proxy: AccountProxy, origin: string): Promise<ReadyProxy | undefined> {
    // The sandbox, and every plain http origin, is on this computer: no proxy leads there.
    if (proxy.kind === 'none' || origin.startsWith('http:')) return undefined
    if (proxy.kind === 'system') return fromSystem(origin)
    const { hasPassword, ...place } = proxy
    const password = hasPassword ? await passwords.read(account) : undefined
    return { ...place, ...(password !== undefined && { password }) }
  }

  async function routeOf(proxy: ReadyProxy | undefined, origin: string): Promise<NetworkRoute> {
    const trust = await trustStore.current()
    // Made now, once: during a timed request it would look like the network's delay.
    if (origin.startsWith('https:')) trust.context()
    return { trust, ...(proxy && { proxy }) }
  }

  return {
    of: async (account, origin) => routeOf(await proxyOf(account, account.proxy, origin), origin),
    async drafted(account, origin, chosen) {
      const { proxy } = passwords.choose(account, chosen)
      const typed = 'password' in chosen ? chosen.password : undefined
      if (proxy.kind === 'none' || proxy.kind === 'system' || !typed)
        return routeOf(await proxyOf(account, proxy, origin), origin)
      const { hasPassword: _, ...place } = proxy
      return routeOf(origin.startsWith('http:') ? undefined : { ...place, password: typed }, origin)
    },
  }
}
