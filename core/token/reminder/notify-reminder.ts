import { accountName } from '#contract/pure/text/account-name.ts'
import type { Settings } from '#contract/settings.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Notify } from '#core/kernel/notify.ts'
import { fill } from '#i18n/fill.ts'
import { textsFor } from '#i18n/index.ts'
import type { RemindersDeps } from './reminder.ts'

/** Reminds in the person's language; one notification per account, the newer in place of the older. */
export function notifyReminder(
  notify: Notify,
  accounts: Pick<Accounts, 'get'>,
  settings: () => Settings,
  systemLanguage: string | undefined,
): RemindersDeps['remind'] {
  return ({ accountId }, minutes) => {
    const { token, sandbox } = textsFor(settings().language, systemLanguage)
    const name = accountName(accounts.get(accountId), sandbox.name)
    notify({
      title: fill(token.reminder.noticeTitle, { name, minutes }),
      body: token.reminder.noticeBody,
      tag: `token:${accountId}`,
    })
  }
}
