import type { ConnectivityView, IpCheck, IpExport, IpListVersion, IpListView } from '#contract/ip-list.ts'
import type { Problem } from '#contract/problem.ts'
import { ipListKinds } from '#contract/pure/ip-list.ts'
import type { Initiator } from '#contract/pure/request/initiator.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SavingPart } from '#core/kernel/saving/saving-part.ts'
import type { Account } from '#core/model/account.ts'
import type { Input } from '#core/model/module.ts'
import type { TrustedCertificates } from '#core/net/trust/trust-store.ts'
import type { Tokens } from '#core/token/tokens.ts'
import type { RequestContext, WechatClient } from '#core/wechat/client.ts'
import type { CallbackCheck } from '#core/wechat/endpoints.ts'
import { createConnectivityTests } from './connectivity/connectivity-tests.ts'
import { refreshInMs, startDailyRefresh } from './daily-refresh.ts'
import { createFetchStatus, type FetchStatus } from './fetch-status.ts'
import { exportIpList } from './formats/export.ts'
import type { ListKey } from './list-key.ts'
import { createVersionReader, type VersionReader } from './read-versions.ts'
import type { IpListStore } from './store/ip-list-store.ts'
import { type IpListVersions, openVersions } from './versions.ts'

/** Both lists of every account, and their operations. */
export interface IpListService
  extends Pick<IpListVersions, 'history'>,
    Pick<VersionReader, 'entries' | 'diff' | 'merged'> {
  views(): IpListView[]
  fetch(list: ListKey, initiator: Initiator, signal?: AbortSignal): Promise<IpListView>
  /** Exports the current list; fails with `ip-list-not-found` before the first fetch. */
  export(choice: Input<'ipList', 'export'>): Promise<IpExport>
  check(check: CallbackCheck & { accountId: string }, initiator: Initiator, signal?: AbortSignal): Promise<IpCheck>
  connectivityViews(): ConnectivityView[]
  /** Fails with `ip-list-not-found` before the first fetch. */
  testConnectivity(accountId: string, signal?: AbortSignal): Promise<ConnectivityView>
  /** Checks for due daily refreshes: one was switched on, or a clock has jumped. */
  runDueRefreshes(): void
  removeAccount(accountId: string): void
  close(): void
}

export interface IpListServiceDeps {
  store: IpListStore
  clock: Clock
  clockFor(account: Account): Clock
  log: Log
  saving: SavingPart
  accounts: Pick<Accounts, 'all' | 'get'>
  client: Pick<WechatClient, 'ipList' | 'callbackCheck'>
  tokens: Pick<Tokens, 'forCall'>
  /** The certificates that a connectivity test trusts. */
  trust(): Promise<TrustedCertificates>
  /** False in a console that only reads: the owner of the data folder refreshes. */
  mayRefresh(): boolean
  /** Ms for one address of a connectivity test. */
  timeoutMs(): number
  changed(feature: 'ipList' | 'connectivity'): void
  /** Absent without notifications; called when a daily refresh brought a changed list. */
  notifyChange?(account: Account, view: IpListView): void
}

/** The name that the addresses of the API-domain list belong to. */
const API_DOMAIN = 'api.weixin.qq.com'

export async function openIpListService(deps: IpListServiceDeps): Promise<IpListService> {
  const { clock, log, accounts, clockFor } = deps
  const changed = () => deps.changed('ipList')
  const versions = await openVersions({ store: deps.store, saving: deps.saving, changed })
  const reader = createVersionReader(versions)
  const status = createFetchStatus(clock, changed)
  const fetching: Fetching = { ...deps, versions, status }
  const isRefreshed = ({ ipRefresh }: Account) => deps.mayRefresh() && ipRefresh === 'daily'
  const daily = startDailyRefresh({
    clock,
    lists: () =>
      accounts
        .all()
        .filter(isRefreshed)
        .flatMap((account) => listsOf(account).map((list) => ({ list, clock: clockFor(account) }))),
    view: (list) => listView(fetching, list),
    fetch: (list) => fetchList(fetching, list, { by: 'schedule', job: 'daily-refresh' }),
    failed: (list, problem, at) => status.failed(list, problem, at),
    notifyChange: (view) => deps.notifyChange?.(accounts.get(view.accountId), view),
    log,
  })
  const connectivity = createConnectivityTests({
    clock,
    port: 443,
    servername: API_DOMAIN,
    changed: () => deps.changed('connectivity'),
  })

  function view(account: Account, list: ListKey): IpListView {
    const facts = listView(fetching, list)
    return { ...facts, ...(isRefreshed(account) && { refreshInMs: refreshInMs(facts, clockFor(account)) }) }
  }
  function current(list: ListKey): IpListVersion {
    const [version] = versions.history(list)
    if (!version) throw new ProblemError({ code: 'ip-list-not-found', retry: 'never' })
    return version
  }

  return {
    ...reader,
    history: versions.history,
    views: () => accounts.all().flatMap((account) => listsOf(account).map((list) => view(account, list))),
    async fetch(list, initiator, signal) {
      await fetchList(fetching, list, initiator, signal)
      return view(accounts.get(list.accountId), list)
    },
    async export({ since, format, rounding, ...list }) {
      const version = current(list)
      return exportIpList({
        version,
        entries: await reader.entries(version.id),
        addresses: await reader.addresses(version.id),
        ...(since !== undefined && {
          since: { version: versions.version(since), addresses: await reader.addresses(since) },
        }),
        format,
        rounding,
      })
    },
    check: ({ accountId, ...check }, initiator, signal) =>
      sendWithToken(deps, [accounts.get(accountId), initiator, signal], (context, token) =>
        deps.client.callbackCheck(check, context, token),
      ),
    connectivityViews: connectivity.views,
    async testConnectivity(accountId, signal) {
      const entries = await reader.entries(current({ accountId, kind: 'api-domain' }).id)
      const trust = await deps.trust()
      const limits = { timeoutMs: deps.timeoutMs(), secureContext: trust.context() }
      return connectivity.run(accountId, entries, limits, signal)
    },
    runDueRefreshes: daily.look,
    removeAccount(accountId) {
      for (const part of [versions, reader, status, connectivity]) part.removeAccount(accountId)
    },
    close() {
      daily.close()
      connectivity.close()
    },
  }
}

interface Fetching extends Pick<IpListServiceDeps, 'accounts' | 'client' | 'tokens' | 'clockFor'> {
  versions: IpListVersions
  status: FetchStatus
}

/** The list with the outcome of its last fetch. */
function listView({ versions, status }: Fetching, list: ListKey): IpListView {
  const [current] = versions.history(list)
  return { accountId: list.accountId, kind: list.kind, ...(current && { current }), ...status.of(list) }
}

/** Fetches a list and makes it the current version; a failure leaves the former one, and is in its status. */
async function fetchList(fetching: Fetching, list: ListKey, initiator: Initiator, signal?: AbortSignal): Promise<void> {
  const { client, versions, status, accounts, clockFor } = fetching
  const account = accounts.get(list.accountId)
  const now = () => clockFor(account).now()
  const ended = status.began(list)
  try {
    const received = await sendWithToken(fetching, [account, initiator, signal], (context, token) =>
      client.ipList(list.kind, context, token),
    )
    // Nothing is stored for an account that was removed meanwhile.
    accounts.get(list.accountId)
    versions.add(list, received, now())
    status.succeeded(list)
  } catch (error) {
    if (error instanceof ProblemError && isFailure(error.problem)) status.failed(list, error.problem, now())
    throw error
  } finally {
    ended()
  }
}

/** A needed confirmation or a cancelled call is not a failure of the list. */
function isFailure({ code }: Problem): boolean {
  return code !== 'cancelled' && code !== 'confirm-classic'
}

/** Sends a call with the account's token, and once more with a newer one if WeChat refuses it. */
async function sendWithToken<T>(
  { tokens }: Pick<IpListServiceDeps, 'tokens'>,
  [account, initiator, signal]: Parameters<Tokens['forCall']>,
  send: (context: RequestContext, token: string) => Promise<T>,
): Promise<T> {
  let call = await tokens.forCall(account, initiator, signal)
  for (;;) {
    try {
      const answer = await send(call.context, call.token)
      call.accept()
      return answer
    } catch (error) {
      call = await call.newer(error)
    }
  }
}

const listsOf = ({ id }: Account): ListKey[] => ipListKinds.map((kind) => ({ accountId: id, kind }))
