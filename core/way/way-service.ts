import type { ChosenProxy, Origin } from '#contract/accounts.ts'
import type { ExchangeCause } from '#contract/exchange.ts'
import { checkOrigin, faultOfOrigin } from '#contract/pure/origin.ts'
import type { Settings } from '#contract/settings.ts'
import type { WayTest } from '#contract/way.ts'
import { type Account, acceptOrigin } from '#core/accounts/account.ts'
import { type Accounts, dialled } from '#core/accounts/accounts.ts'
import { ProblemError } from '#core/problem-error.ts'
import type { Caller } from '#core/wechat/client.ts'
import type { Way } from './way.ts'
import { testWay, type WayTestDeps } from './way-test.ts'
import type { Ways } from './ways.ts'

/** How the accounts' requests leave this computer. */
export interface WayService {
  /** For one request of the account, as it and the settings are now. Fails as {@link Ways.of}, or with `sandbox-unavailable` or `origin-invalid`. */
  callerFor(account: Account, cause: ExchangeCause, signal?: AbortSignal): Promise<Caller>
  /** Tries the account's way, or the one of `draft`, by a request without a secret. */
  test(account: Account, draft: WayDraft | undefined, signal?: AbortSignal): Promise<WayTest>
}

/** What has been typed and not been saved. */
export interface WayDraft {
  origin: Origin
  proxy: ChosenProxy
}

export interface WayServiceDeps extends WayTestDeps {
  ways: Ways
  accounts: Pick<Accounts, 'view'>
  settings(): Settings
  sandboxRuns(): Promise<unknown>
}

export function createWayService(deps: WayServiceDeps): WayService {
  const { ways, accounts } = deps

  async function savedOrigin(account: Account): Promise<string> {
    if (account.origin.kind === 'sandbox') await deps.sandboxRuns()
    const { dialledOrigin } = accounts.view(account)
    if (dialledOrigin === undefined) throw new ProblemError({ code: 'sandbox-unavailable', retry: 'never' })
    const reason = faultOfOrigin(dialledOrigin)
    if (reason) throw new ProblemError({ code: 'origin-invalid', reason, retry: 'never' })
    return dialledOrigin
  }

  const caller = (account: Account, origin: string, way: Way, cause: ExchangeCause, signal?: AbortSignal): Caller => {
    const { timeoutSeconds, connectTimeoutSeconds } = deps.settings()
    return {
      accountId: account.id,
      origin,
      way,
      cause,
      timeoutMs: timeoutSeconds * 1000,
      connectTimeoutMs: connectTimeoutSeconds * 1000,
      ...(signal && { signal }),
    }
  }

  return {
    async callerFor(account, cause, signal) {
      const origin = await savedOrigin(account)
      const way = await ways.of(account, origin)
      return caller(account, origin, way, cause, signal)
    },
    async test(account, draft, signal) {
      const typed = draft && account.origin.kind !== 'sandbox' ? draft : undefined
      const origin = (typed && draftedOrigin(typed.origin)) ?? (await savedOrigin(account))
      const way = await (typed ? ways.drafted(account, origin, typed.proxy) : ways.of(account, origin))
      return testWay(deps, caller(account, origin, way, 'way-test', signal))
    },
  }
}

/** Nobody needs to confirm it yet: no secret goes there. Fails with `origin-invalid`. */
function draftedOrigin(origin: Origin): string | undefined {
  const checked = origin.kind === 'custom' ? checkOrigin(origin.url) : undefined
  return dialled(acceptOrigin(origin, checked?.ok ? checked.origin : undefined), undefined)
}
