import type { Origin } from '#contract/accounts.ts'
import { checkOrigin, faultOfOrigin } from '#contract/pure/net/origin.ts'
import type { Initiator } from '#contract/pure/request/initiator.ts'
import type { ConnectionTest } from '#contract/route.ts'
import type { Settings } from '#contract/settings.ts'
import { type Accounts, originAsDialled } from '#core/accounts/accounts.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { type Account, acceptOrigin } from '#core/model/account.ts'
import type { Input } from '#core/model/module.ts'
import type { NetworkRoute } from '#core/net/route.ts'
import type { RequestContext } from '#core/wechat/client.ts'
import { type ConnectionTestDeps, testConnection } from './connection-test.ts'
import type { Routes } from './routes.ts'

/** How the accounts' requests leave this computer. */
export interface RouteService {
  /**
   * The context of one request, from the account and the settings as they are now. Fails as {@link Routes.of}, or with
   * `sandbox-unavailable` or `origin-invalid`.
   */
  contextFor(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<RequestContext>
  /** Tests the account's route, or the typed and unsaved one of `draft`, by a request without a secret. */
  test(account: Account, draft: Input<'route', 'test'>['draft'], signal?: AbortSignal): Promise<ConnectionTest>
}

export interface RouteServiceDeps extends ConnectionTestDeps {
  routes: Routes
  accounts: Pick<Accounts, 'dialledOrigin'>
  settings(): Settings
  sandboxRuns(): Promise<unknown>
}

export function createRouteService(deps: RouteServiceDeps): RouteService {
  const { routes, accounts } = deps

  async function savedOrigin(account: Account): Promise<string> {
    if (account.origin.kind === 'sandbox') await deps.sandboxRuns()
    const dialledOrigin = accounts.dialledOrigin(account)
    if (dialledOrigin === undefined) throw new ProblemError({ code: 'sandbox-unavailable', retry: 'never' })
    const reason = faultOfOrigin(dialledOrigin)
    if (reason) throw new ProblemError({ code: 'origin-invalid', reason, retry: 'never' })
    return dialledOrigin
  }

  const context = (
    account: Account,
    origin: string,
    route: NetworkRoute,
    initiator: Initiator,
    signal?: AbortSignal,
  ): RequestContext => {
    const { timeoutSeconds, connectTimeoutSeconds } = deps.settings()
    return {
      accountId: account.id,
      origin,
      route,
      initiator,
      step: 'call',
      timeoutMs: timeoutSeconds * 1000,
      connectTimeoutMs: connectTimeoutSeconds * 1000,
      ...(signal && { signal }),
    }
  }

  return {
    async contextFor(account, initiator, signal) {
      const origin = await savedOrigin(account)
      const route = await routes.of(account, origin)
      return context(account, origin, route, initiator, signal)
    },
    async test(account, draft, signal) {
      const typed = draft && account.origin.kind !== 'sandbox' ? draft : undefined
      const origin = (typed && draftedOrigin(typed.origin)) ?? (await savedOrigin(account))
      const route = await (typed ? routes.drafted(account, origin, typed.proxy) : routes.of(account, origin))
      return testConnection(deps, context(account, origin, route, { by: 'user', action: 'connection-test' }, signal))
    },
  }
}

/** The draft's origin needs no confirmation: no secret is sent. Fails with `origin-invalid`. */
function draftedOrigin(origin: Origin): string | undefined {
  const checked = origin.kind === 'custom' ? checkOrigin(origin.url) : undefined
  return originAsDialled(acceptOrigin(origin, checked?.ok ? checked.origin : undefined), undefined)
}
