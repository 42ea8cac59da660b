import type { IpListView } from '../../contract/ip-list.ts'
import { accountName } from '../../contract/pure/account-name.ts'
import { fill } from '../../contract/pure/texts/fill.ts'
import { textsFor } from '../../contract/pure/texts/index.ts'
import type { Settings } from '../../contract/settings.ts'
import type { Account } from '../accounts/account.ts'
import type { Ports } from '../ports.ts'

/** Says in the person's language that a list has changed; one notification per account and list. */
export function notifyIpChange(
  notify: NonNullable<Ports['notify']>,
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
