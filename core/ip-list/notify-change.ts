import type { IpListView } from '../../contract/ip-list.ts'
import { fill } from '../../contract/pure/texts/fill.ts'
import { languageFor, texts } from '../../contract/pure/texts/index.ts'
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
    const { language } = settings()
    const words = texts[language === 'system' ? languageFor(systemLanguage) : language].ipList.changeNotice
    const { added = 0, removed = 0 } = current?.change ?? {}
    notify({
      title: fill(words[kind], { account: account.label || account.appId }),
      body: fill(words.body, { added: String(added), removed: String(removed) }),
      tag: `ip-list:${account.id}:${kind}`,
    })
  }
}
