import { isUndiallable } from '#core/model/account.ts'
import type { Module, ModuleContext } from '#core/model/module.ts'
import type { Notices } from '#core/notices/notices.ts'
import { type Accounts, accountsSpec, createAccounts } from './accounts.ts'
import { type Credential, createAppSecrets } from './app-secrets.ts'
import { createProxyPasswords, type ProxyPasswords } from './proxy-passwords.ts'

export interface AccountsModuleDeps {
  notices: Notices
  sandboxOrigin(): string | undefined
  /** Of the sandbox that runs now; starts it. */
  sandboxCredential(): Promise<Credential>
}

/** The accounts and their secrets. */
export async function openAccounts(
  { bus, vault, redactor, openState }: ModuleContext,
  { notices, sandboxOrigin, sandboxCredential }: AccountsModuleDeps,
): Promise<Module<Accounts, 'accounts', 'accounts'> & { proxyPasswords: ProxyPasswords }> {
  const state = await openState(accountsSpec)
  const all = () => state.get().accounts
  const changed = () => bus.publish('SnapshotChanged', { feature: 'accounts' })
  const secrets = createAppSecrets({ vault, redactor, sandboxCredential })
  const proxyPasswords = createProxyPasswords(vault, redactor, changed)
  const accounts = createAccounts({ state, secrets, proxyPasswords, sandboxOrigin, bus })

  function noticeUndiallable(): void {
    notices.clear({ code: 'account-origin-invalid' })
    for (const account of all().filter(isUndiallable)) {
      notices.notice({ code: 'account-origin-invalid', account: account.label || account.appId })
    }
  }
  noticeUndiallable()
  bus.on('AccountListChanged', () => {
    noticeUndiallable()
    changed()
  })
  bus.on('VaultReadable', async () => {
    const unread = all().filter((account) => secrets.state(account) === 'unreadable')
    await Promise.all([...unread.map(secrets.open), ...all().map(proxyPasswords.open)])
    bus.publish('AccountListChanged', {})
  })
  await Promise.all(all().flatMap((account) => [secrets.open(account), proxyPasswords.open(account)]))

  return {
    service: accounts,
    proxyPasswords,
    handlers: {
      accounts: {
        add: async (input) => accounts.view(await accounts.add(input)),
        useSandbox: async () => accounts.view(await accounts.useSandbox()),
        update: async (input) => accounts.view(await accounts.update(input)),
        replaceSecret: async ({ id, appSecret }) => accounts.view(await accounts.replaceSecret(id, appSecret)),
        remove: ({ id, withExchanges }) => accounts.remove(id, { withExchanges }),
      },
    },
    snapshots: { accounts: () => all().map(accounts.view) },
  }
}
