import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Account } from '#core/model/account.ts'
import type { Module, ModuleContext } from '#core/model/module.ts'
import { openWhitelists, type Whitelists } from './whitelist.ts'
import type { WhitelistStore } from './whitelist-store.ts'

export interface WhitelistDeps {
  store: WhitelistStore
  accounts: Accounts
  clockFor(account: Account): Clock
}

/** The accounts' IP whitelists, as far as WeChat's refusals show them. */
export async function openWhitelist(
  { bus, saving }: ModuleContext,
  { store, accounts, clockFor }: WhitelistDeps,
): Promise<Module<Whitelists, 'whitelist', 'whitelist'>> {
  const changed = () => bus.publish('SnapshotChanged', { feature: 'whitelist' })
  const whitelists = await openWhitelists({
    store,
    saving: saving.part('whitelist'),
    account: accounts.find,
    clockFor,
    changed,
  })
  bus.on('ExchangeEnded', ({ exchange }) => whitelists.onExchangeEnded(exchange))
  bus.on('AccountChanged', ({ before, after }) => {
    // Another AppID is another account with a whitelist of its own.
    if (after.appId !== before.appId) whitelists.removeAccount(after.id)
  })
  bus.on('AccountRemoved', ({ account }) => whitelists.removeAccount(account.id))
  bus.on('AccountListChanged', changed)
  bus.on('ClockMoved', changed)

  return {
    service: whitelists,
    handlers: { whitelist: { saved: ({ accountId }) => whitelists.saved(accounts.get(accountId)) } },
    snapshots: { whitelist: () => accounts.all().map(whitelists.view) },
  }
}
