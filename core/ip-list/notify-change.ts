import type { IpListView } from '#contract/ip-list.ts'
import { accountName } from '#contract/pure/text/account-name.ts'
import type { Settings } from '#contract/settings.ts'
import type { Notify } from '#core/kernel/notify.ts'
import type { Account } from '#core/model/account.ts'
import { fill } from '#i18n/fill.ts'
import { textsFor } from '#i18n/index.ts'

/** Notifies in the person's language that a list has changed; one notification per account and list. */
export function notifyIpChange(
  notify: Notify,
  settings: () => Settings,
  systemLanguage: string | undefined,
): (account: Account, view: IpListView) => void {
  return (account, { kind, current }) => {
    const { ipList, sandbox } = textsFor(settings().language, systemLanguage)
    const words = ipList.changeNotice
    const { added = 0, removed = 0 } = current?.change ?? {}
    notify({
      title: fill(words[kind], { account: accountName(account, sandbox.name) }),
      body: fill(words.body, { added: String(added), removed: String(removed) }),
      tag: `ip-list:${account.id}:${kind}`,
    })
  }
}
