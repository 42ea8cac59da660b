import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { IpListView } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Switch } from '#renderer/ui/controls/switch.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** The official advice is to ask once a day; both lists of the account go together. */
export function DailySwitch({ account, view }: { account: AccountView; view: IpListView }) {
  const { t } = useTranslation('ipList')
  const { time } = useFormat()
  const id = useId()
  const update = useCommand(
    (options, daily: boolean) =>
      client.accounts.update({ id: account.id, ipRefresh: daily ? 'daily' : 'off' }, options),
    { whileBusy: 'replace' },
  )
  const { refreshInMs } = view
  return (
    <span className="ml-auto flex shrink-0 items-center gap-2 whitespace-nowrap">
      <span id={`${id}-next`} className="max-wide:hidden">
        {refreshInMs === undefined
          ? ''
          : refreshInMs === 0
            ? t('daily.due')
            : t('daily.next', { time: time(Date.now() + refreshInMs) })}
      </span>
      <span id={id} title={t('daily.why')} className="text-text-2">
        {t('daily.label')}
      </span>
      <Switch
        aria-labelledby={id}
        aria-describedby={`${id}-next`}
        checked={account.ipRefresh === 'daily'}
        onChange={(daily) => void update.run(daily)}
      />
    </span>
  )
}
