import type { SecretState } from '#contract/accounts.ts'
import type { Problem } from '#contract/problem.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { secretStateOf, whyNeeded } from '#core/kernel/vault/vault-read.ts'
import { type Account, secretKeyOf } from '#core/model/account.ts'

/** AppID and AppSecret, as a token call sends them. */
export interface Credential {
  appId: string
  appSecret: string
}

/** The accounts' AppSecrets, in the vault. The sandbox makes its own at every start, which is not stored. */
export interface AppSecrets {
  /** Looks up whether the account's secret can be read. */
  open(account: Account): Promise<void>
  state(account: Account): SecretState
  /** Fails with `secret-needed`, or `sandbox-unavailable`. */
  credential(account: Account): Promise<Credential>
  set(account: Account, appSecret: string): Promise<void>
  /** Fails with `secret-not-removed`, and then it is still there. */
  remove(account: Account): Promise<void>
}

export interface AppSecretsDeps {
  vault: SecretVault
  redactor: Redactor
  /** Of the sandbox that runs now; starts it. */
  sandboxCredential(): Promise<Credential>
}

export function createAppSecrets({ vault, redactor, sandboxCredential }: AppSecretsDeps): AppSecrets {
  const states = new Map<string, SecretState>()

  async function ofSandbox(): Promise<Credential> {
    const { appId, appSecret } = await sandboxCredential()
    redactor.hold('sandbox', appSecret)
    return { appId, appSecret }
  }

  return {
    async open(account) {
      if (account.origin.kind === 'sandbox') return
      const read = await vault.get(secretKeyOf(account))
      if (read.kind === 'found') redactor.hold(secretKeyOf(account), read.value)
      states.set(account.id, secretStateOf(read, vault))
    },
    state: ({ id, origin }) => (origin.kind === 'sandbox' ? 'held' : (states.get(id) ?? 'never-entered')),
    async credential(account) {
      if (account.origin.kind === 'sandbox') return ofSandbox()
      const read = await vault.get(secretKeyOf(account))
      if (read.kind === 'found') {
        redactor.hold(secretKeyOf(account), read.value)
        return { appId: account.appId, appSecret: read.value }
      }
      throw secretNeeded(whyNeeded(read, vault))
    },
    async set(account, appSecret) {
      redactor.learn(appSecret)
      await vault.set(secretKeyOf(account), appSecret)
      redactor.hold(secretKeyOf(account), appSecret)
      states.set(account.id, 'held')
    },
    async remove(account) {
      await vault.delete(secretKeyOf(account))
      redactor.release(secretKeyOf(account))
      states.delete(account.id)
    },
  }
}

export function secretNeeded(reason: Extract<Problem, { code: 'secret-needed' }>['reason']): ProblemError {
  return new ProblemError({ code: 'secret-needed', reason, retry: 'never' })
}
