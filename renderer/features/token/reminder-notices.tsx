import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { type Reminder, reminders } from '#renderer/bridge/connection.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { isAlive } from '#renderer/model/token-state.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** Tokens that are about to end, each until it does, is followed by another, or is dismissed. */
export function ReminderNotices({ accounts }: { accounts: AccountView[] }) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  const { chooseAccount } = usePage()
  const name = useAccountName()
  const tokens = useSnapshot('token')?.value ?? []
  const [reminded, setReminded] = useState<ReadonlyMap<string, number>>(new Map())
  const endOf = (accountId: string) => tokens.find((token) => token.accountId === accountId)?.life?.expiresAt
  const remember = useEffectEvent(({ accountId }: Reminder) => {
    const end = endOf(accountId)
    if (end !== undefined) setReminded((all) => new Map(all).set(accountId, end))
  })
  useEffect(() => reminders.subscribe(remember), [])

  return accounts.map((account) => {
    const token = tokens.find(({ accountId }) => accountId === account.id)
    const end = token?.life?.expiresAt
    if (!token || !isAlive(token.state) || end === undefined || reminded.get(account.id) !== end) return null
    const dismiss = () => setReminded((all) => new Map([...all].filter(([id]) => id !== account.id)))
    return (
      <Note
        key={account.id}
        tone="warn"
        banner
        actions={
          <>
            <Button variant="plain" size="s" onClick={() => chooseAccount(account.id)}>
              {t('reminder.show')}
            </Button>
            <IconButton icon={X} label={t('reminder.dismiss')} onClick={dismiss} />
          </>
        }
      >
        <span role="status">{t('reminder.ends', { name: name(account), time: time(end) })}</span>
      </Note>
    )
  })
}
