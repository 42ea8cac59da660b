import type { Settings } from '#contract/settings.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Notify } from '#core/kernel/notify.ts'
import type { Account } from '#core/model/account.ts'
import { userCommand } from '#core/model/initiator.ts'
import type { Module, ModuleContext } from '#core/model/module.ts'
import type { Notices } from '#core/notices/notices.ts'
import type { WechatClient } from '#core/wechat/client.ts'
import { clockSpec, isClockBehind } from './clock/clock-watch.ts'
import { followAccounts, keepTime } from './consequences.ts'
import { createReminders, notifyReminder, remindersSpec } from './reminder/reminder.ts'
import { openTimeline } from './timeline/timeline.ts'
import type { TimelineStore } from './timeline/timeline-store.ts'
import { createTokens, type Tokens, type TokensDeps } from './tokens.ts'

export interface TokenDeps {
  store: TimelineStore
  accounts: Accounts
  contextFor: TokensDeps['contextFor']
  client: WechatClient
  clockFor(account: Account): Clock
  /** False in a console that only reads: the owner of the data folder may be renewing the same tokens. */
  isOwner(): boolean
  notices: Notices
  settings(): Settings
  notify: Notify | undefined
  systemLanguage: string | undefined
  writeClipboard: ((text: string) => Promise<void>) | undefined
}

/** The accounts' tokens, and what has happened to them. */
export async function openToken(
  context: ModuleContext,
  deps: TokenDeps,
): Promise<Module<Tokens, 'token', 'token' | 'timeline'> & { resumed(): void }> {
  const { bus, clock, log, redactor, vault, saving, openState } = context
  const { accounts, client, clockFor, isOwner, notices, settings, notify, writeClipboard } = deps
  const clockState = await openState(clockSpec)
  const reminderState = await openState(remindersSpec)
  const timeline = await openTimeline(deps.store, saving.part('timeline'), () =>
    bus.publish('SnapshotChanged', { feature: 'timeline' }),
  )
  const tokens = createTokens({
    client,
    vault,
    redactor,
    log,
    timeline,
    clockIsBehind: isClockBehind(clock, clockState),
    mayRenew: isOwner,
    onDamaged(account) {
      // When its AppSecret cannot be read either, the account's view says so.
      if (accounts.view(account).secret === 'held') notices.notice({ code: 'token-damaged', appId: account.appId })
    },
    accounts: accounts.all,
    random: Math.random,
    clockFor,
    credential: accounts.credential,
    contextFor: deps.contextFor,
    changed: () => bus.publish('SnapshotChanged', { feature: 'token' }),
  })
  const reminders = createReminders({
    state: reminderState,
    minutes: () => settings().remindMinutes,
    remind: notify
      ? notifyReminder(notify, accounts, settings, deps.systemLanguage)
      : ({ accountId }, minutes) => bus.publish('ReminderDue', { accountId, minutes }),
  })
  const consequences = { bus, log, clock, clockState, clockFor, accounts, timeline, tokens, reminders }
  followAccounts(consequences)
  const watch = keepTime(consequences)
  await Promise.all(accounts.all().map(tokens.open))

  const ofId = accounts.get
  return {
    service: tokens,
    resumed: watch.resumed,
    handlers: {
      token: {
        fetch: ({ accountId, ...options }, signal) =>
          tokens.fetch(ofId(accountId), userCommand, { ...options, signal }),
        paste: ({ accountId, token, endsInSeconds }, signal) =>
          tokens.paste(ofId(accountId), userCommand, token, endsInSeconds, signal),
        probe: ({ accountId }, signal) => tokens.probe(ofId(accountId), userCommand, signal),
        diagnose: ({ accountId, token, probe }, signal) =>
          tokens.diagnose(ofId(accountId), userCommand, token, probe, signal),
        reveal: ({ accountId }) => ({ token: tokens.reveal(ofId(accountId)) }),
        async copy({ accountId }) {
          const token = tokens.reveal(ofId(accountId))
          if (!writeClipboard) return { copied: false, token }
          await writeClipboard(token)
          return { copied: true }
        },
      },
    },
    snapshots: {
      token: () => accounts.all().map(tokens.view),
      timeline: () => accounts.all().map(tokens.timeline),
    },
    close() {
      watch.close()
      tokens.stopRenewals()
    },
  }
}
