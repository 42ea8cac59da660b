import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AccountView, ChosenProxy, Origin } from '#contract/accounts.ts'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { salvageList } from '#core/kernel/state/salvage-text.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'
import { type Account, acceptOrigin, accountSchema } from '#core/model/account.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import type { Input } from '#core/model/module.ts'
import { type AppSecrets, type Credential, secretNeeded } from './app-secrets.ts'
import { type AccountChange, changeAccount } from './change-account.ts'
import type { ProxyPasswords } from './proxy-passwords.ts'

const accountsSchema = z.object({ accounts: z.array(accountSchema) })

export const accountsSpec: StateSpec<z.infer<typeof accountsSchema>> = {
  name: 'accounts',
  version: 2,
  schema: accountsSchema,
  initial: { accounts: [] },
  salvage: salvageList(accountSchema, (accounts) => ({ accounts })),
}

/**
 * The accounts. A command that changes one returns when all consequences are done; the other features learn of it by a
 * domain event.
 */
export interface Accounts {
  all(): Account[]
  /** `undefined` for one that is gone. */
  find(id: string): Account | undefined
  /** Fails with `account-not-found`. */
  get(id: string): Account
  view(account: Account): AccountView
  /** The origin as it is dialled, e.g. `https://api.weixin.qq.com`; `undefined` while the sandbox starts. */
  dialledOrigin(account: Account): string | undefined
  /** For a token call; fails with `secret-needed`. */
  credential(account: Account): Promise<Credential>
  add(account: Input<'accounts', 'add'>): Promise<Account>
  useSandbox(): Promise<Account>
  /** Fails as {@link changeAccount}, and then nothing is changed. */
  update(change: { id: string; proxy?: ChosenProxy | undefined } & Omit<AccountChange, 'proxy'>): Promise<Account>
  replaceSecret(id: string, appSecret: string): Promise<Account>
  /** Deletes the account and its secrets; fails with `secret-not-removed`, and then it can be removed again. */
  remove(id: string, options: { withExchanges: boolean }): Promise<void>
}

export interface AccountsDeps {
  state: Pick<State<z.infer<typeof accountsSchema>>, 'get' | 'set'>
  secrets: AppSecrets
  proxyPasswords: ProxyPasswords
  sandboxOrigin(): string | undefined
  bus: DomainBus
}

export function createAccounts({ state, secrets, proxyPasswords, sandboxOrigin, bus }: AccountsDeps): Accounts {
  const all = () => state.get().accounts
  const find = (id: string) => all().find((account) => account.id === id)
  const get = (id: string) => {
    const account = find(id)
    if (!account) throw new ProblemError({ code: 'account-not-found', retry: 'never' })
    return account
  }
  /** Whoever fails at the new list keeps nobody from what follows from it. */
  async function save(accounts: Account[], follow: () => Promise<void>): Promise<void> {
    state.set({ accounts })
    try {
      bus.publish('AccountListChanged', {})
    } finally {
      await follow()
    }
  }
  async function append(account: Account): Promise<Account> {
    await save([...all(), account], () => bus.publishAndWait('AccountAdded', { account }))
    return account
  }
  const dialledOrigin = ({ origin }: Account) => originAsDialled(origin, sandboxOrigin())

  return {
    all,
    find,
    get,
    dialledOrigin,
    credential: secrets.credential,
    view(account) {
      const dialled = dialledOrigin(account)
      const proxyPassword = proxyPasswords.state(account)
      return {
        ...account,
        ...(dialled !== undefined && { dialledOrigin: dialled }),
        ...(proxyPassword && { proxyPassword }),
        secret: secrets.state(account),
        sameAppId: all()
          .filter((other) => other.id !== account.id && other.appId === account.appId)
          .map((other) => other.label || other.appId),
      }
    },
    async add({ label, appId, appSecret, tokenSource, origin, confirmedOrigin }) {
      const account = { ...newAccount(appId, acceptOrigin(origin, confirmedOrigin)), label, tokenSource }
      if (appSecret !== undefined) await secrets.set(account, appSecret)
      else if (sourceTraits(tokenSource).needsSecret) throw secretNeeded('never-entered')
      return append(account)
    },
    async useSandbox() {
      const account = newAccount('', { kind: 'sandbox' })
      const { appId } = await secrets.credential(account)
      return all().find(({ origin }) => origin.kind === 'sandbox') ?? append({ ...account, appId })
    },
    async update({ id, proxy, ...change }) {
      const before = get(id)
      const chosen = proxy && proxyPasswords.choose(before, proxy)
      const after = changeAccount(before, { ...change, proxy: chosen?.proxy })
      const accounts = all().map((account) => (account.id === id ? after : account))
      await save(accounts, async () => {
        await chosen?.keep()
        await bus.publishAndWait('AccountChanged', { before, after })
      })
      return after
    },
    async replaceSecret(id, appSecret) {
      const account = get(id)
      await secrets.set(account, appSecret)
      bus.publish('AccountListChanged', {})
      await bus.publishAndWait('SecretReplaced', { account })
      return account
    },
    async remove(id, { withExchanges }) {
      const account = get(id)
      // The account stays while the vault cannot delete its secrets, so that it can be removed again.
      await proxyPasswords.forget(account)
      await secrets.remove(account)
      const others = all().filter((other) => other.id !== id)
      await save(others, () => bus.publishAndWait('AccountRemoved', { account, withExchanges }))
    },
  }
}

function newAccount(appId: string, origin: Origin): Account {
  return {
    id: randomUUID(),
    label: '',
    appId,
    tokenSource: { kind: 'wechat', family: 'stable' },
    renewal: 'off',
    origin,
    proxy: { kind: 'none' },
    ipRefresh: 'off',
  }
}

/** `undefined` while the sandbox starts. */
export function originAsDialled(origin: Origin, sandboxOrigin: string | undefined): string | undefined {
  if (origin.kind === 'sandbox') return sandboxOrigin
  return origin.kind === 'official' ? `https://${origin.host}` : origin.url
}
