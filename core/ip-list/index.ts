import type { Settings } from '#contract/settings.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Notify } from '#core/kernel/notify.ts'
import type { Account } from '#core/model/account.ts'
import { userCommand } from '#core/model/initiator.ts'
import type { Module, ModuleContext } from '#core/model/module.ts'
import type { TrustStore } from '#core/net/trust/trust-store.ts'
import type { Tokens } from '#core/token/tokens.ts'
import type { WechatClient } from '#core/wechat/client.ts'
import { type IpListService, openIpListService } from './ip-list-service.ts'
import { notifyIpChange } from './notify-change.ts'
import type { IpListStore } from './store/ip-list-store.ts'
import { heldLists } from './versions.ts'

export interface IpListDeps {
  store: IpListStore
  accounts: Accounts
  tokens: Tokens
  client: WechatClient
  trustStore: TrustStore
  clockFor(account: Account): Clock
  /** False in a console that only reads: the owner of the data folder refreshes. */
  isOwner(): boolean
  settings(): Settings
  notify: Notify | undefined
  systemLanguage: string | undefined
}

/** Both IP lists of every account. */
export async function openIpList(
  { bus, clock, log, saving }: ModuleContext,
  deps: IpListDeps,
): Promise<Module<IpListService, 'ipList', 'ipList' | 'connectivity'>> {
  const { accounts, client, tokens, trustStore, clockFor, isOwner, settings, notify } = deps
  const lists = await openIpListService({
    store: deps.store,
    saving: saving.part('ip-lists', heldLists),
    clock,
    clockFor,
    log,
    accounts,
    client,
    tokens,
    trust: trustStore.current,
    mayRefresh: isOwner,
    timeoutMs: () => settings().timeoutSeconds * 1000,
    changed: (feature) => bus.publish('SnapshotChanged', { feature }),
    ...(notify && { notifyChange: notifyIpChange(notify, settings, deps.systemLanguage) }),
  })
  bus.on('AccountListChanged', () => bus.publish('SnapshotChanged', { feature: 'ipList' }))
  bus.on('AccountChanged', lists.runDueRefreshes)
  bus.on('AccountRemoved', ({ account }) => lists.removeAccount(account.id))
  bus.on('ClockMoved', lists.runDueRefreshes)

  return {
    service: lists,
    handlers: {
      ipList: {
        fetch: (list, signal) => lists.fetch(list, userCommand, signal),
        entries: ({ version }) => lists.entries(version),
        history: lists.history,
        diff: ({ from, to }) => lists.diff(from, to),
        merged: ({ version, rounding }) => lists.merged(version, rounding),
        export: lists.export,
        check: (check, signal) => lists.check(check, userCommand, signal),
        testConnectivity: ({ accountId }, signal) => lists.testConnectivity(accountId, signal),
      },
    },
    snapshots: { ipList: lists.views, connectivity: lists.connectivityViews },
    close: lists.close,
  }
}
