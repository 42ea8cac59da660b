import type { AccountProxy, ChosenProxy, SecretState } from '#contract/accounts.ts'
import { type ProxyEndpoint, proxyUrl, sameProxy } from '#contract/pure/net/proxy.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { SecretVault, VaultRead } from '#core/kernel/vault/vault.ts'
import { secretStateOf, whyNeeded } from '#core/kernel/vault/vault-read.ts'
import type { Account } from '#core/model/account.ts'
import { secretsOf } from '#core/net/proxy/ready-proxy.ts'

/** The passwords of the accounts' proxies, in the vault. */
export interface ProxyPasswords {
  /** Looks up whether the account's password can be read. */
  open(account: Account): Promise<void>
  /** Absent when its proxy has none. */
  state(account: Account): SecretState | undefined
  /** Fails with `proxy-password-needed`; `undefined` when its proxy has none. */
  read(account: Account): Promise<string | undefined>
  /** The proxy of the changed account, and how to store a new password. */
  choose(account: Account, chosen: ChosenProxy): { proxy: AccountProxy; keep(): Promise<void> }
  forget(account: Account): Promise<void>
}

const keyOf = (account: Account) => `proxy:${account.id}`

/** `changed` is called when the state of a password changes. */
export function createProxyPasswords(vault: SecretVault, redactor: Redactor, changed: () => void): ProxyPasswords {
  const states = new Map<string, SecretState>()

  const hold = (account: Account, proxy: ProxyEndpoint, password: string) =>
    redactor.hold(keyOf(account), ...secretsOf({ ...proxy, password }))

  async function look(account: Account): Promise<{ proxy: ProxyEndpoint; read: VaultRead } | undefined> {
    const { proxy } = account
    if (proxy.kind === 'none' || proxy.kind === 'system' || !proxy.hasPassword) return undefined
    const read = await vault.get(keyOf(account))
    if (read.kind === 'found') hold(account, proxy, read.value)
    return { proxy, read }
  }

  async function open(account: Account): Promise<void> {
    const found = await look(account)
    if (found) states.set(account.id, secretStateOf(found.read, vault))
  }

  async function forget(account: Account): Promise<void> {
    await vault.delete(keyOf(account))
    redactor.release(keyOf(account))
    if (states.delete(account.id)) changed()
  }

  return {
    open,
    state: (account) => states.get(account.id),
    async read(account) {
      const found = await look(account)
      if (!found) return undefined
      const { proxy, read } = found
      if (read.kind === 'found') return read.value
      const reason = whyNeeded(read, vault)
      throw new ProblemError({ code: 'proxy-password-needed', proxy: proxyUrl(proxy), reason, retry: 'never' })
    },
    choose(account, chosen) {
      if (chosen.kind === 'none' || chosen.kind === 'system') {
        return { proxy: { kind: chosen.kind }, keep: () => forget(account) }
      }
      const { password, ...place } = chosen
      const before = account.proxy
      const stays =
        password === undefined &&
        before.kind !== 'none' &&
        before.kind !== 'system' &&
        before.hasPassword &&
        sameProxy(before, place)
      const given = place.username === undefined ? '' : (password ?? '')
      return {
        proxy: { ...place, hasPassword: stays || given !== '' },
        async keep() {
          if (stays) return
          if (given === '') return forget(account)
          redactor.learn(given)
          await vault.set(keyOf(account), given)
          hold(account, place, given)
          states.set(account.id, 'held')
          changed()
        },
      }
    },
    forget,
  }
}
