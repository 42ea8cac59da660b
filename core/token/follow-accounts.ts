import type { Accounts } from '#core/accounts/accounts.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { type Account, originKeyOf, tokenKeyOf } from '#core/model/account.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import type { Timeline } from './timeline/timeline.ts'
import type { Tokens } from './tokens.ts'

export interface FollowAccountsDeps {
  bus: DomainBus
  log: Log
  accounts: Pick<Accounts, 'all'>
  tokens: Tokens
  timeline: Timeline
}

/** What becomes of tokens and renewals when an account is added, changed or removed. */
export function followAccounts({ bus, log, accounts, tokens, timeline }: FollowAccountsDeps): void {
  /** Forgets what belongs to an account that is gone or has another key, unless another entry shares it. */
  async function forgetUnused(before: Account): Promise<void> {
    const isUsed = (keyOf: (account: Account) => string) =>
      accounts.all().some((account) => keyOf(account) === keyOf(before))
    if (!isUsed(tokenKeyOf)) await tokens.forget(before)
    if (!isUsed(originKeyOf)) await timeline.remove(originKeyOf(before))
  }
  const snapshotsChanged = () => {
    bus.publish('SnapshotChanged', { feature: 'token' })
    bus.publish('SnapshotChanged', { feature: 'timeline' })
  }

  bus.on('AccountListChanged', snapshotsChanged)
  bus.on('AccountAdded', ({ account }) => tokens.open(account))
  bus.on('AccountChanged', async ({ before, after }) => {
    await forgetUnused(before)
    await tokens.open(after)
    await tokens.syncRenewals()
    tokens.credentialsChanged(after)
  })
  bus.on('SecretReplaced', ({ account }) => tokens.credentialsChanged(account))
  bus.on('AccountRemoved', async ({ account }) => {
    await tokens.syncRenewals()
    await forgetUnused(account)
  })
  bus.on('VaultReadable', tokens.readAgain)
  bus.on('ConsoleStarted', tokens.syncRenewals)
  bus.on('OwnershipChanged', () => {
    tokens.syncRenewals().catch(() => log.error('renewals were not started or stopped'))
  })
  bus.on('ServerDateReceived', ({ accountId, serverNow }) => {
    const account = accounts.all().find(({ id }) => id === accountId)
    if (account) tokens.onServerDate(account, serverNow)
  })
}
