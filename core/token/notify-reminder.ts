import { fill } from '../../contract/pure/texts/fill.ts'
import { languageFor, texts } from '../../contract/pure/texts/index.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Ports } from '../ports.ts'
import type { RemindersDeps } from './reminder.ts'

/** Reminds in the person's language; one notification per account, the newer in place of the older. */
export function notifyReminder(
  notify: NonNullable<Ports['notify']>,
  accounts: Pick<Accounts, 'get'>,
  settings: () => Settings,
  systemLanguage: string | undefined,
): RemindersDeps['remind'] {
  return ({ accountId }, minutes) => {
    const { language } = settings()
    const words = texts[language === 'system' ? languageFor(systemLanguage) : language].token.reminder
    const { label, appId } = accounts.get(accountId)
    notify({
      title: fill(words.noticeTitle, { name: label || appId, minutes }),
      body: words.noticeBody,
      tag: `token:${accountId}`,
    })
  }
}
