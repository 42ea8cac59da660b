import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type {
  AccountProxy,
  AccountView,
  IpRefresh,
  Origin,
  RenewalMode,
  SecretState,
  TokenFamily,
} from '#contract/accounts.ts'
import type { Problem } from '#contract/problem.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import { salvageList } from '#core/kernel/state/salvage-text.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { secretStateOf, vaultUnreadable, whyMissing } from '#core/kernel/vault/vault-read.ts'
import { type Account, acceptOrigin, accountSchema, sameOrigin, secretKeyOf } from '#core/model/account.ts'
import type { RunningSandbox } from '#core/sandbox-link/sandbox-link.ts'

const accountsSchema = z.object({ accounts: z.array(accountSchema) })

export const accountsSpec: StateSpec<z.infer<typeof accountsSchema>> = {
  name: 'accounts',
  version: 1,
  schema: accountsSchema,
  initial: { accounts: [] },
  salvage: salvageList(accountSchema, (accounts) => ({ accounts })),
}

export interface NewAccount {
  label: string
  appId: string
  /** Absent only on `pasted`. */
  appSecret?: string | undefined
  family: TokenFamily
  origin: Origin
  confirmedOrigin?: string | undefined
}

export interface AccountChange {
  id: string
  label?: string | undefined
  appId?: string | undefined
  family?: TokenFamily | undefined
  renewal?: RenewalMode | undefined
  confirmedRenewal?: boolean | undefined
  ipRefresh?: IpRefresh | undefined
  origin?: Origin | undefined
  confirmedOrigin?: string | undefined
  /** Its password is kept elsewhere (`core/route/proxy-passwords.ts`). */
  proxy?: AccountProxy | undefined
}

export interface Accounts {
  all(): Account[]
  /** Fails with `account-not-found`. */
  get(id: string): Account
  view(account: Account): AccountView
  /** AppID and AppSecret for a token call; fails with `secret-needed`. */
  credential(account: Account): Promise<{ appId: string; appSecret: string }>
  add(account: NewAccount): Promise<Account>
  useSandbox(): Promise<Account>
  update(change: AccountChange): Account
  replaceSecret(id: string, appSecret: string): Promise<Account>
  /** The vault can be read again: looks up what could not be. */
  lookAgain(): Promise<void>
  /** Wipes the entry and its secret; fails with `secret-not-removed`, and then nothing is gone. */
  remove(id: string): Promise<void>
}

export interface AccountsDeps {
  state: State<z.infer<typeof accountsSchema>>
  vault: SecretVault
  redactor: Redactor
  /** The sandbox makes its own credential at every start; nothing of it is stored. */
  sandbox(): Promise<RunningSandbox>
  sandboxOrigin(): string | undefined
  proxyPassword(account: Account): SecretState | undefined
  changed(): void
}

/** Opens the accounts and looks up which of their secrets can be read. */
export async function openAccounts(deps: AccountsDeps): Promise<Accounts> {
  const { state, vault, redactor, changed } = deps
  const secrets = new Map<string, SecretState>()
  for (const account of state.get().accounts) await look(account)

  const all = () => state.get().accounts
  const save = (accounts: Account[]) => {
    state.set({ accounts })
    changed()
  }
  const get = (id: string) => {
    const account = all().find((candidate) => candidate.id === id)
    if (!account) throw new ProblemError({ code: 'account-not-found', retry: 'never' })
    return account
  }

  async function look(account: Account): Promise<void> {
    if (account.origin.kind === 'sandbox') return void secrets.set(account.id, 'held')
    const read = await vault.get(secretKeyOf(account))
    if (read.kind === 'found') redactor.hold(secretKeyOf(account), read.value)
    secrets.set(account.id, secretStateOf(read, vault))
  }

  async function sandboxCredential(): Promise<{ appId: string; appSecret: string }> {
    const { appId, appSecret } = await deps.sandbox()
    redactor.hold('sandbox', appSecret)
    return { appId, appSecret }
  }

  async function keepSecret(account: Account, appSecret: string): Promise<void> {
    redactor.learn(appSecret)
    await vault.set(secretKeyOf(account), appSecret)
    redactor.hold(secretKeyOf(account), appSecret)
    secrets.set(account.id, 'held')
  }

  return {
    all,
    get,
    view(account) {
      const dialledOrigin = dialled(account.origin, deps.sandboxOrigin())
      const proxyPassword = deps.proxyPassword(account)
      return {
        ...account,
        ...(dialledOrigin !== undefined && { dialledOrigin }),
        ...(proxyPassword && { proxyPassword }),
        secret: secrets.get(account.id) ?? 'never-entered',
        sameAppId: all()
          .filter((other) => other.id !== account.id && other.appId === account.appId)
          .map((other) => other.label || other.appId),
      }
    },
    async credential(account) {
      if (account.origin.kind === 'sandbox') return sandboxCredential()
      const read = await vault.get(secretKeyOf(account))
      if (read.kind === 'found') {
        redactor.hold(secretKeyOf(account), read.value)
        return { appId: account.appId, appSecret: read.value }
      }
      if (read.kind === 'unreadable') throw vaultUnreadable(read.reason)
      throw secretNeeded(read.kind === 'missing' ? whyMissing(vault) : read.kind)
    },
    async add({ label, appId, appSecret, family, origin, confirmedOrigin }) {
      const accepted = acceptOrigin(origin, confirmedOrigin)
      const account: Account = {
        id: randomUUID(),
        label,
        appId,
        family,
        renewal: 'off',
        origin: accepted,
        proxy: { kind: 'none' },
        ipRefresh: 'off',
      }
      if (appSecret !== undefined) await keepSecret(account, appSecret)
      else if (family !== 'pasted') throw secretNeeded('never-entered')
      save([...all(), account])
      return account
    },
    async useSandbox() {
      const { appId } = await sandboxCredential()
      const existing = all().find((account) => account.origin.kind === 'sandbox')
      if (existing) return existing
      const account: Account = {
        id: randomUUID(),
        label: '',
        appId,
        family: 'stable',
        renewal: 'off',
        origin: { kind: 'sandbox' },
        proxy: { kind: 'none' },
        ipRefresh: 'off',
      }
      secrets.set(account.id, 'held')
      save([...all(), account])
      return account
    },
    update({ id, label, appId, family, renewal, confirmedRenewal, ipRefresh, origin, confirmedOrigin, proxy }) {
      const before = get(id)
      const moved = origin && !sameOrigin(origin, before.origin)
      const isSandbox = before.origin.kind === 'sandbox'
      const after: Account = {
        ...before,
        ...(label !== undefined && { label }),
        ...(family !== undefined && { family }),
        ...(ipRefresh !== undefined && { ipRefresh }),
        // The sandbox knows one AppID, and stays where it is.
        ...(appId !== undefined && !isSandbox && { appId }),
        ...(proxy && !isSandbox && { proxy }),
        ...(moved && !isSandbox && { origin: acceptOrigin(origin, confirmedOrigin) }),
      }
      after.renewal = after.family === 'pasted' ? 'off' : (renewal ?? before.renewal)
      if (renewsClassic(after) && !renewsClassic(before) && !confirmedRenewal) {
        throw new ProblemError({ code: 'confirm-classic-renewal', retry: 'never' })
      }
      save(all().map((account) => (account.id === id ? after : account)))
      return after
    },
    async replaceSecret(id, appSecret) {
      const account = get(id)
      await keepSecret(account, appSecret)
      changed()
      return account
    },
    async lookAgain() {
      for (const account of all()) if (secrets.get(account.id) === 'unreadable') await look(account)
      changed()
    },
    async remove(id) {
      const account = get(id)
      await vault.delete(secretKeyOf(account))
      redactor.release(secretKeyOf(account))
      secrets.delete(id)
      save(all().filter((other) => other.id !== id))
    },
  }
}

function renewsClassic({ family, renewal }: Account): boolean {
  return family === 'classic' && renewal === 'keep-alive'
}

type SecretNeeded = Extract<Problem, { code: 'secret-needed' }>['reason']

function secretNeeded(reason: SecretNeeded): ProblemError {
  return new ProblemError({ code: 'secret-needed', reason, retry: 'never' })
}

/** As it is dialled; absent while the sandbox starts. */
export function dialled(origin: Origin, sandboxOrigin: string | undefined): string | undefined {
  if (origin.kind === 'sandbox') return sandboxOrigin
  return origin.kind === 'official' ? `https://${origin.host}` : origin.url
}
