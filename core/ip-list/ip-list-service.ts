import type { ConnectivityView, IpCheck, IpExport, IpListVersion, IpListView, Rounding } from '#contract/ip-list.ts'
import { type IpExportFormat, ipListKinds } from '#contract/pure/ip-list.ts'
import type { Initiator } from '#contract/pure/request/initiator.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SavingPart } from '#core/kernel/saving/saving-part.ts'
import type { Account } from '#core/model/account.ts'
import type { TrustedCertificates } from '#core/net/trust/trust-store.ts'
import type { Tokens } from '#core/token/tokens.ts'
import type { WechatClient } from '#core/wechat/client.ts'
import type { CallbackCheck } from '#core/wechat/endpoints.ts'
import { createConnectivityTests } from './connectivity/connectivity-tests.ts'
import { refreshInMs, startDailyRefresh } from './daily-refresh.ts'
import { type FetchListDeps, fetchList, listView } from './fetch-list.ts'
import { createFetchStatus } from './fetch-status.ts'
import { exportIpList } from './formats/export.ts'
import type { ListKey } from './list-key.ts'
import { createVersionReader, type VersionReader } from './read-versions.ts'
import type { IpListStore } from './store/ip-list-store.ts'
import { type IpListVersions, openVersions } from './versions.ts'

export interface ExportChoice extends ListKey {
  format: IpExportFormat
  rounding: Rounding
  /** Only what became of this version. */
  since?: number | undefined
}

/** Both lists of every account, and what can be done with them. */
export interface IpListService
  extends Pick<IpListVersions, 'history'>,
    Pick<VersionReader, 'entries' | 'diff' | 'merged'> {
  views(): IpListView[]
  fetch(list: ListKey, initiator: Initiator, signal?: AbortSignal): Promise<IpListView>
  /** Of the current list; fails with `ip-list-not-found` before the first fetch. */
  export(choice: ExportChoice): Promise<IpExport>
  check(check: CallbackCheck & { accountId: string }, initiator: Initiator, signal?: AbortSignal): Promise<IpCheck>
  connectivityViews(): ConnectivityView[]
  /** Fails with `ip-list-not-found` before the first fetch. */
  testConnectivity(accountId: string, signal?: AbortSignal): Promise<ConnectivityView>
  /** Looks for lists whose daily refresh is due: one was switched on, or a clock has moved. */
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
  call: Tokens['call']
  /** Whose certificates a connectivity test believes. */
  trust(): Promise<TrustedCertificates>
  /** False in a console that only reads: the one that owns the data folder refreshes. */
  mayRefresh(): boolean
  /** For one address of a connectivity test. */
  timeoutMs(): number
  changed(feature: 'ipList' | 'connectivity'): void
  /** Where the host can: a daily refresh brought another list. */
  notifyChange?(account: Account, view: IpListView): void
}

/** The name that the API-domain list is about. */
const API_DOMAIN = 'api.weixin.qq.com'

export async function openIpListService(deps: IpListServiceDeps): Promise<IpListService> {
  const { clock, log, accounts, client, clockFor } = deps
  const changed = () => deps.changed('ipList')
  const versions = await openVersions({ store: deps.store, saving: deps.saving, changed })
  const reader = createVersionReader(versions)
  const status = createFetchStatus(clock, changed)
  const fetching: FetchListDeps = { versions, status, accounts, client, call: deps.call, clockFor }
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
      deps.call(
        accounts.get(accountId),
        initiator,
        (context, token) => client.callbackCheck(check, context, token),
        signal,
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

const listsOf = ({ id }: Account): ListKey[] => ipListKinds.map((kind) => ({ accountId: id, kind }))
