import type { IpCheck, IpExport, IpListView, IpReachView, Rounding } from '#contract/ip-list.ts'
import type { Initiator } from '#contract/pure/initiator.ts'
import { type IpExportFormat, ipListKinds } from '#contract/pure/ip-list.ts'
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
import { createReachTests } from './connectivity/reach.ts'
import { refreshInMs, startDailyRefresh } from './daily-refresh.ts'
import { exportIpList } from './formats/export.ts'
import { type IpLists, type ListKey, openIpLists } from './ip-lists.ts'
import type { IpListStore } from './store/ip-list-store.ts'

export interface ExportChoice extends ListKey {
  format: IpExportFormat
  rounding: Rounding
  /** Only what became of this version. */
  since?: number | undefined
}

/** Both lists of every account, and what can be done with them. */
export interface IpListService extends Pick<IpLists, 'entries' | 'history' | 'diff' | 'merged' | 'flushed'> {
  views(): IpListView[]
  fetch(list: ListKey, initiator: Initiator, signal?: AbortSignal): Promise<IpListView>
  /** Of the current list; fails with `ip-list-not-found` before the first fetch. */
  export(choice: ExportChoice): Promise<IpExport>
  check(check: CallbackCheck & { accountId: string }, initiator: Initiator, signal?: AbortSignal): Promise<IpCheck>
  reachViews(): IpReachView[]
  /** Fails with `ip-list-not-found` before the first fetch. */
  reach(accountId: string, signal?: AbortSignal): Promise<IpReachView>
  /** Looks for lists whose daily refresh is due: one was switched on, or a clock has moved. */
  lookForDue(): void
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
  /** Whose certificates a reach test believes. */
  trust(): Promise<TrustedCertificates>
  /** False in a console that only reads: the one that owns the data folder refreshes. */
  mayRefresh(): boolean
  /** For one address of a reach test. */
  timeoutMs(): number
  changed(feature: 'ipList' | 'ipReach'): void
  /** Where the host can: a daily refresh brought another list. */
  notifyChange?(account: Account, view: IpListView): void
}

/** The name that the API-domain list is about. */
const API_DOMAIN = 'api.weixin.qq.com'

export async function openIpListService(deps: IpListServiceDeps): Promise<IpListService> {
  const { clock, log, accounts, client } = deps
  const lists = await openIpLists({
    store: deps.store,
    clock,
    saving: deps.saving,
    changed: () => deps.changed('ipList'),
  })
  const reach = createReachTests({
    clock,
    port: 443,
    servername: API_DOMAIN,
    changed: () => deps.changed('ipReach'),
  })

  const keys = (account: Account): ListKey[] => ipListKinds.map((kind) => ({ accountId: account.id, kind }))
  const isRefreshed = ({ ipRefresh }: Account) => deps.mayRefresh() && ipRefresh === 'daily'
  const refreshed = () => accounts.all().filter(isRefreshed)

  function view(account: Account, list: ListKey): IpListView {
    const facts = lists.view(list)
    return {
      ...facts,
      ...(isRefreshed(account) && { refreshInMs: refreshInMs(facts, deps.clockFor(account)) }),
    }
  }

  async function fetch(list: ListKey, initiator: Initiator, signal?: AbortSignal): Promise<IpListView> {
    const account = accounts.get(list.accountId)
    await lists.fetch(list, deps.clockFor(account), async () => {
      const received = await deps.call(
        account,
        initiator,
        (context, token) => client.ipList(list.kind, context, token),
        signal,
      )
      // Nothing is kept for an account that went in the meantime.
      accounts.get(list.accountId)
      return received
    })
    return view(account, list)
  }

  /** Nobody waits for it: what went wrong is in the view. */
  async function refresh(list: ListKey): Promise<void> {
    const before = lists.view(list).current
    try {
      const after = await fetch(list, { by: 'schedule', job: 'daily-refresh' })
      const change = after.current?.id === before?.id ? undefined : after.current?.change
      // The same addresses, written otherwise, leave nothing to do.
      if (change && change.added + change.removed > 0) deps.notifyChange?.(accounts.get(list.accountId), after)
    } catch (error) {
      if (!(error instanceof ProblemError)) return log.error('the daily refresh failed', { kind: list.kind })
      // A question that nobody is there to answer.
      const account = accounts.all().find(({ id }) => id === list.accountId)
      if (account && error.problem.code === 'confirm-classic') {
        lists.failed(list, error.problem, deps.clockFor(account))
      }
    }
  }

  const daily = startDailyRefresh({
    clock,
    lists: () =>
      refreshed().flatMap((account) => keys(account).map((list) => ({ list, clock: deps.clockFor(account) }))),
    view: lists.view,
    refresh,
  })

  function current(list: ListKey) {
    const { current: version } = lists.view(list)
    if (!version) throw new ProblemError({ code: 'ip-list-not-found', retry: 'never' })
    return version
  }

  return {
    fetch,
    entries: lists.entries,
    history: lists.history,
    diff: lists.diff,
    merged: lists.merged,
    flushed: lists.flushed,
    views: () => accounts.all().flatMap((account) => keys(account).map((list) => view(account, list))),
    async export({ since, format, rounding, ...list }) {
      const version = current(list)
      return exportIpList({
        version,
        entries: await lists.entries(version.id),
        addresses: await lists.addresses(version.id),
        ...(since !== undefined && {
          since: { version: lists.version(since), addresses: await lists.addresses(since) },
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
    reachViews: reach.views,
    async reach(accountId, signal) {
      const entries = await lists.entries(current({ accountId, kind: 'api-domain' }).id)
      const trust = await deps.trust()
      return reach.run(accountId, entries, { timeoutMs: deps.timeoutMs(), secureContext: trust.context() }, signal)
    },
    lookForDue: daily.look,
    removeAccount(accountId) {
      lists.removeAccount(accountId)
      reach.removeAccount(accountId)
    },
    close() {
      daily.close()
      reach.close()
    },
  }
}
