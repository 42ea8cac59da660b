import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { type Account, originKeyOf } from '#core/model/account.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import { type ClockWatch, type ClockWatchDeps, watchClock } from './clock/clock-watch.ts'
import type { Reminders } from './reminder/reminder.ts'
import { aheadMs } from './timeline/in-time.ts'
import type { Timeline } from './timeline/timeline.ts'
import type { Tokens } from './tokens.ts'

export interface KeepTimeDeps {
  bus: DomainBus
  clock: Clock
  clockState: ClockWatchDeps['state']
  clockFor(account: Account): Clock
  accounts: Pick<Accounts, 'all'>
  timeline: Timeline
  tokens: Pick<Tokens, 'view' | 'wake'>
  reminders: Reminders
}

/** Watches the clocks: what they do is in the timeline, and tokens are looked at anew when they have moved. */
export function keepTime(deps: KeepTimeDeps): ClockWatch {
  const { bus, clock, clockState, clockFor, accounts, timeline, tokens, reminders } = deps
  const byOriginKey = () => new Map(accounts.all().map((account) => [originKeyOf(account), account]))
  const remind = () => reminders.check(accounts.all().map(tokens.view))

  /** A clock that was set back while nobody watched it, as between two runs, shows by records from the future. */
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
