import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { type Account, originKeyOf, tokenKeyOf } from '#core/model/account.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import { type ClockWatch, type ClockWatchDeps, watchClock } from './clock/clock-watch.ts'
import type { Reminders } from './reminder/reminder.ts'
import { aheadMs } from './timeline/in-time.ts'
import type { Timeline } from './timeline/timeline.ts'
import type { Tokens } from './tokens.ts'

export interface ConsequencesDeps {
  bus: DomainBus
  clock: Clock
  clockState: ClockWatchDeps['state']
  clockFor(account: Account): Clock
  log: Log
  accounts: Accounts
  tokens: Tokens
  timeline: Timeline
  reminders: Reminders
}

/** Updates tokens and renewals when an account is added, changed or removed. */
export function followAccounts({ bus, log, accounts, tokens, timeline }: ConsequencesDeps): void {
  /** Forgets token and timeline of an account that is gone or has other keys, each unless another account shares it. */
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
    const account = accounts.find(accountId)
    if (account) tokens.onServerDate(account, serverNow)
  })
}

/** Watches the clocks: jumps are recorded in the timeline, and every token's time is computed again. */
export function keepTime(deps: ConsequencesDeps): ClockWatch {
  const { bus, clock, clockState, clockFor, accounts, timeline, tokens, reminders } = deps
  const byOriginKey = () => new Map(accounts.all().map((account) => [originKeyOf(account), account]))
  const remind = () => reminders.check(accounts.all().map(tokens.view))

  /** Records from the future show a clock that was set back unobserved, as between two runs. */
  function recordSetBack(): void {
    for (const [key, account] of byOriginKey()) {
      const at = clockFor(account).now()
      const ms = aheadMs(timeline.records(key), at)
      if (ms > 0) timeline.add(key, { kind: 'clock-jump', at, ms: -ms })
    }
  }

  bus.on('ConsoleStarted', recordSetBack)
  bus.on('ClockMoved', () => {
    recordSetBack()
    tokens.wake()
    remind()
  })
  return watchClock({
    clock,
    state: clockState,
    onTick: remind,
    onMoved: () => bus.publish('ClockMoved', {}),
    onEvent(kind, ms) {
      for (const [key, account] of byOriginKey()) timeline.add(key, { kind, at: clockFor(account).now(), ms })
    },
  })
}
